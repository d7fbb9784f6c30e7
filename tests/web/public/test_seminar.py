"""The page of one seminar."""

from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.web.public.conftest import Announce, page, text_of


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (SeminarState.CANCELLED, "このセミナーは中止になりました"),
        (SeminarState.CLOSED, "受付は終了しました"),
        (SeminarState.HELD, "このセミナーの受付は終了しました"),
    ],
)
def test_a_seminar_that_takes_nobody_any_more_stays_visible_and_says_so(
    client: FlaskClient, announce: Announce, now: datetime, state: SeminarState, said: str
) -> None:
    shown = announce(state=state, announced_at=now)
    response = client.get(f"/seminars/{shown.public_id}")
    assert said in text_of(response)
    assert not page(response).select(f"a[href$='{shown.public_id}/register']")
    assert shown.public_id in client.get("/seminars").text


def test_a_cancelled_seminar_gives_the_reason_that_the_office_wrote(
    client: FlaskClient, announce: Announce, now: datetime
) -> None:
    shown = announce(
        state=SeminarState.CANCELLED, announced_at=now, cancellation_note_ja="台風のため。"
    )
    assert "台風のため。" in text_of(client.get(f"/seminars/{shown.public_id}"))


def test_the_page_of_a_seminar_says_all_that_one_needs_to_come(
    client: FlaskClient, seminar: Seminar
) -> None:
    text = text_of(client.get(f"/seminars/{seminar.public_id}"))
    for part in (
        "営業秘密管理セミナー",
        "2026年10月6日（火）",
        "13:30〜16:30",
        "商工会館 大ホール",
        "愛知県名古屋市中区栄1-1",
        "佐藤 健一",
        "営業秘密管理",
        "商工会議所",
        "残り40席",
        "どなたでも",
    ):
        assert part in text


def test_the_page_of_a_seminar_leads_to_the_form_and_to_the_calendar_entry(
    client: FlaskClient, seminar: Seminar
) -> None:
    markup = page(client.get(f"/seminars/{seminar.public_id}"))
    assert markup.select_one("a[href='/seminars/c7d8f9gh/register']") is not None
    assert markup.select_one("a[href='/seminars/c7d8f9gh.ics']") is not None


def test_the_page_of_a_seminar_leads_into_calendars_on_the_web_until_it_is_over(
    client: FlaskClient, announce: Announce
) -> None:
    seminar = announce(title_en='Secrets & "more"')
    address = f"/en/seminars/{seminar.public_id}"

    found = {urlsplit(link["href"]).netloc: link["href"] for link in added(client, address)}

    assert set(found) == {"calendar.google.com", "outlook.live.com", "outlook.office.com"}
    assert "text=Secrets%20%26%20%22more%22" in found["calendar.google.com"]
    assert quote(f"/en/seminars/{seminar.public_id}", safe="") in found["outlook.live.com"]
    over = announce(day=date(2026, 5, 12), state=SeminarState.HELD)
    assert added(client, f"/en/seminars/{over.public_id}") == []


def test_what_is_added_to_a_calendar_is_the_seminar_as_it_is_now(
    session: Session, client: FlaskClient, announce: Announce
) -> None:
    seminar = announce(title_en="First")
    address = f"/en/seminars/{seminar.public_id}"
    assert all("First" in link["href"] for link in added(client, address))
    seminar.title_en, seminar.venue_name = "Second", "Another hall"
    session.commit()
    for link in added(client, address):
        assert "Second" in link["href"]
        assert "Another%20hall" in link["href"]
    assert all("First" not in link["href"] for link in added(client, address))


def test_a_cancelled_seminar_is_not_offered_to_calendars_on_the_web(
    client: FlaskClient, announce: Announce
) -> None:
    seminar = announce(state=SeminarState.CANCELLED, announced_at=NOW)

    assert added(client, f"/seminars/{seminar.public_id}") == []


def added(client: FlaskClient, address: str) -> list[Any]:
    """The links of a seminar's page into calendars on the web."""
    return page(client.get(address)).select("a[href*='/calendar/render'], a[href*='/deeplink/']")


def test_the_page_of_a_seminar_says_programme_way_deadline_and_contact(
    client: FlaskClient, announce: Announce
) -> None:
    shown = announce(
        programme_ja="13:30 講演\n15:00 質疑応答",
        access_ja="名古屋駅から徒歩<5>分",
        registration_closes_on=date(2026, 10, 2),
    )
    response = client.get(f"/seminars/{shown.public_id}")
    text = text_of(response)
    for said in (
        *("プログラム", "13:30 講演 15:00 質疑応答", "会場への行き方", "名古屋駅から徒歩<5>分"),
        *("2026年10月2日（金） 23:59", "office@example.jp"),
    ):
        assert said in text
    english = page(client.get(f"/en/seminars/{shown.public_id}"))
    assert english.select_one(".as-typed[lang=ja]") is not None
    assert "Fri 2 Oct 2026 23:59" in english.get_text()


def test_where_nobody_wrote_a_programme_the_page_says_what_is_known(
    client: FlaskClient, seminar: Seminar
) -> None:
    text = text_of(client.get(f"/seminars/{seminar.public_id}"))
    assert "プログラム 13:30〜16:30 営業秘密管理 佐藤 健一" in text
    assert "2026年10月6日（火） 13:30 （開始時刻まで）" in text
    assert "会場への行き方" not in text


def test_after_the_deadline_nobody_registers_and_the_seminar_is_still_to_come(
    app: Flask, client: FlaskClient, announce: Announce
) -> None:
    shown = announce(registration_closes_on=date(2026, 10, 2))
    app.config["CLOCK"] = lambda: datetime(2026, 10, 2, 15, 0, tzinfo=UTC)
    response = client.get(f"/seminars/{shown.public_id}")
    assert "受付は終了しました" in text_of(response)
    assert shown.public_id in client.get("/").text
    assert client.get(f"/seminars/{shown.public_id}/register").status_code == 409
    app.config["CLOCK"] = lambda: datetime(2026, 10, 2, 14, 59, tzinfo=UTC)
    assert client.get(f"/seminars/{shown.public_id}/register").status_code == 200


def test_where_a_seminar_says_nothing_the_deadline_of_its_tour_holds_at_once(
    app: Flask, client: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    path = f"/seminars/{seminar.public_id}"
    assert "2026年10月6日（火） 13:30 （開始時刻まで）" in text_of(client.get(path))
    tour.registration_closes_days, tour.registration_closes_hours = 1, 2
    session.commit()
    text = text_of(client.get(path))
    assert "申込みの締切 2026年10月5日（月） 11:30" in text
    assert "開始時刻まで" not in text
    app.config["CLOCK"] = lambda: datetime(2026, 10, 5, 2, 29, tzinfo=UTC)
    assert client.get(f"{path}/register").status_code == 200
    app.config["CLOCK"] = lambda: datetime(2026, 10, 5, 2, 30, tzinfo=UTC)
    assert "受付は終了しました" in text_of(client.get(path))
    assert client.get(f"{path}/register").status_code == 409
    assert seminar.public_id not in client.get("/seminars?places=1").text


def test_a_full_seminar_offers_its_waiting_list(client: FlaskClient, announce: Announce) -> None:
    shown = announce(capacity=2, taken=2, waiting=3)
    text = text_of(client.get(f"/seminars/{shown.public_id}"))
    assert "満席" in text
    assert "キャンセル待ちを申し込む" in text
    assert "キャンセル待ち3名" in text


def test_a_seminar_for_members_says_so(client: FlaskClient, announce: Announce) -> None:
    shown = announce(audience=Audience.MEMBERS)
    assert "会員限定" in text_of(client.get("/"))
    assert "会員の方" in text_of(client.get(f"/seminars/{shown.public_id}"))
    assert "会員限定のセミナーです" in text_of(client.get(f"/seminars/{shown.public_id}/register"))


def test_a_seminar_that_has_begun_takes_nobody(
    app: Flask, client: FlaskClient, seminar: Seminar
) -> None:
    app.config["CLOCK"] = lambda: datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    assert "受付は終了しました" in text_of(client.get(f"/seminars/{seminar.public_id}"))


def test_text_from_the_office_never_becomes_markup(client: FlaskClient, announce: Announce) -> None:
    shown = announce(title_ja="<b>題</b>", description_ja="<script>alert(1)</script>\n二行目")
    markup = client.get(f"/seminars/{shown.public_id}").text
    assert "<b>題" not in markup
    assert "<script>alert" not in markup
    assert "<p>二行目</p>" in markup


def test_an_unknown_seminar_is_answered_by_404(client: FlaskClient) -> None:
    for public_id in ("zzzzzzzz", "1", "%2e%2e", "x" * 500):
        response = client.get(f"/seminars/{public_id}")
        assert response.status_code == 404, public_id
        assert "ETag" not in response.headers


def test_two_seminars_of_a_day_and_prefecture_have_titles_of_their_own(
    client: FlaskClient, announce: Announce
) -> None:
    shown = [
        announce(),
        announce(venue_name="別館"),
        announce(starts_at=time(9), ends_at=time(11)),
    ]

    titles = {
        str(page(client.get(f"/seminars/{each.public_id}")).select_one("title")) for each in shown
    }

    assert len(titles) == 3
