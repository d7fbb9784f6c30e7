"""The front page, the list, the page of a seminar."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_topic, make_tour
from tests.web.public.conftest import Announce, assert_cheap, page, text_of

PAGES = ["/", "/seminars", "/seminars/c7d8f9gh", "/years"]


def test_the_front_page_says_where_when_and_how_many_places_are_left(
    client: FlaskClient, announce: Announce
) -> None:
    announce(taken=17)
    text = text_of(client.get("/"))
    assert "2026年度巡回セミナー" in text
    assert "愛知県: 営業秘密管理セミナー" in text
    assert "10月6日(火) 13:30〜16:30" in text
    assert "残り23席" in text


def test_the_front_page_leads_into_the_calendar_and_to_the_form_for_bids(
    client: FlaskClient, seminar: Seminar
) -> None:
    markup = page(client.get("/"))
    addresses = {link["href"] for link in markup.select("main a")}
    assert "webcal://127.0.0.1:8000/feeds/tour.ics" in addresses
    assert "/bids/new" in addresses
    assert f"/seminars/{seminar.public_id}" in addresses


@pytest.mark.usefixtures("seminar")
def test_the_form_for_bids_is_not_offered_once_the_call_is_over(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    tour.call_closes_on = date(2026, 5, 31)
    session.commit()
    assert not page(client.get("/")).select("main a[href='/bids/new']")


def test_the_map_leads_to_the_seminars_of_a_prefecture(
    client: FlaskClient, announce: Announce
) -> None:
    announce(place="23")
    announce(place="13")
    tile = page(client.get("/")).select_one("svg a[href='/seminars?place=13']")
    assert tile is not None
    listed = text_of(client.get("/seminars?place=13"))
    assert "東京都: " in listed
    assert "愛知県: " not in listed


def test_the_english_page_is_english(client: FlaskClient, seminar: Seminar) -> None:
    response = client.get("/en/")
    assert page(response).html["lang"] == "en"  # type: ignore[index]  # page() has checked it
    text = text_of(response)
    assert "Aichi: Trade secrets seminar" in text
    assert "40 places left" in text
    assert f"/en/seminars/{seminar.public_id}" in response.text


def test_without_an_open_tour_the_front_page_says_so_kindly(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, 2015, stage=TourStage.ARCHIVED)
    make_tour(session, 2026, stage=TourStage.PREPARATION)
    for address in ("/", "/seminars"):
        response = client.get(address)
        assert "次回の巡回セミナーを準備しています" in text_of(response)
        assert page(response).select_one("a[href='/years/2015']") is not None


def test_the_front_page_shows_the_latest_open_year(
    client: FlaskClient, session: Session, announce: Announce
) -> None:
    next_tour = make_tour(session, 2027)
    announce(title_ja="旧い年度")
    announce(of=next_tour, title_ja="新しい年度")
    text = text_of(client.get("/"))
    assert "新しい年度" in text
    assert "旧い年度" not in text


def test_a_tour_without_seminars_says_that_none_is_announced_yet(
    client: FlaskClient, tour: Tour
) -> None:
    assert "ただいまご案内できるセミナーはありません" in text_of(client.get("/")), tour
    assert "ただいまご案内できるセミナーはありません" in text_of(client.get("/seminars"))


@pytest.mark.parametrize(
    ("state", "announced_at"),
    [
        (SeminarState.TENTATIVE, None),
        (SeminarState.CONFIRMED, None),
        (SeminarState.CANCELLED, None),
    ],
)
def test_what_was_never_announced_is_found_nowhere(
    client: FlaskClient, announce: Announce, state: SeminarState, announced_at: datetime | None
) -> None:
    announce(title_ja="公開")
    hidden = announce(title_ja="内密", title_en="Hidden", state=state, announced_at=announced_at)
    for address in ("/", "/seminars", "/en/", "/en/seminars"):
        assert "内密" not in client.get(address).text
        assert "Hidden" not in client.get(address).text
        assert hidden.public_id not in client.get(address).text
    assert client.get(f"/seminars/{hidden.public_id}").status_code == 404
    assert client.get(f"/seminars/{hidden.public_id}/register").status_code == 404


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
        state=SeminarState.CANCELLED, announced_at=now, cancellation_note="台風のため。"
    )
    assert "台風のため。" in text_of(client.get(f"/seminars/{shown.public_id}"))


def test_the_page_of_a_seminar_says_all_that_one_needs_to_come(
    client: FlaskClient, seminar: Seminar
) -> None:
    text = text_of(client.get(f"/seminars/{seminar.public_id}"))
    for part in (
        "営業秘密管理セミナー",
        "2026年10月6日(火)",
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


def test_a_full_seminar_offers_its_waiting_list(client: FlaskClient, announce: Announce) -> None:
    shown = announce(capacity=2, taken=2, waiting=3)
    text = text_of(client.get(f"/seminars/{shown.public_id}"))
    assert "満席" in text
    assert "キャンセル待ちを申し込む" in text
    assert "3人がキャンセル待ち" in text


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


def test_filters_keep_what_fits(client: FlaskClient, session: Session, announce: Announce) -> None:
    brand = make_topic(session, "brand", name_ja="商標", name_en="Brands")
    announce(title_ja="甲", place="13", day=date(2026, 7, 1))
    announce(title_ja="乙", place="14", day=date(2026, 8, 3), topics=[brand])
    announce(title_ja="丙", place="01", day=date(2026, 8, 4), capacity=5, taken=5)
    asked = {
        "place=13": ["甲"],
        "place=kanto": ["甲", "乙"],
        "month=2026-08": ["乙", "丙"],
        "month=2026-08&places=1": ["乙"],
        "topic=brand": ["乙"],
        "place=13&month=2026-08": [],
        "": ["甲", "乙", "丙"],
        "order=place": ["丙", "甲", "乙"],
        "order=places": ["甲", "乙", "丙"],
    }
    for query, expected in asked.items():
        for address in ("/", "/seminars") if "order" not in query else ("/seminars",):
            titles = page(client.get(f"{address}?{query}")).select(".entries .entry__title")
            found = [each.get_text().strip().split(": ")[1] for each in titles]
            assert found == expected, f"{address}?{query}"


def test_a_filter_stays_chosen_in_its_form(client: FlaskClient, announce: Announce) -> None:
    announce(place="13", day=date(2026, 7, 1))
    markup = page(client.get("/seminars?place=kanto&month=2026-07&places=1"))
    chosen = {option["value"] for option in markup.select("option[selected]")}
    assert {"kanto", "2026-07"} <= chosen
    assert markup.select_one("input[name=places][checked]") is not None


def test_an_unknown_filter_is_left_out_and_said_to_be(
    client: FlaskClient, seminar: Seminar
) -> None:
    for query in ("place=99", "month=2026-13", "month=x", "topic=nope", "order=nope"):
        text = text_of(client.get(f"/seminars?{query}"))
        assert "条件の一部を除いて表示しています" in text, query
        assert seminar.title_ja in text


@pytest.mark.usefixtures("seminar")
def test_a_filter_by_prefecture_offers_the_feed_of_that_prefecture(client: FlaskClient) -> None:
    markup = page(client.get("/seminars?place=23"))
    assert markup.select_one("a[href='webcal://127.0.0.1:8000/feeds/prefectures/23.ics']")


@pytest.mark.parametrize("number", [5, 60])
def test_a_page_needs_at_most_five_queries_however_many_seminars_there_are(
    client: FlaskClient, seminar: Seminar, many: Callable[[int], None], number: int
) -> None:
    many(number)
    address = f"/seminars/{seminar.public_id}"
    counts = [assert_cheap(client, each) for each in ("/", "/seminars", address)]
    assert counts == [4, 4, 3]


@pytest.mark.usefixtures("seminar")
def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for address in PAGES:
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_page_has_another_validator_once_a_place_is_taken(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    before = {address: client.get(address).headers["ETag"] for address in PAGES[:3]}
    seminar.taken += 1
    session.commit()
    for address, etag in before.items():
        after = client.get(address, headers={"If-None-Match": etag})
        assert after.status_code == 200
        assert after.headers["ETag"] != etag


@pytest.mark.usefixtures("seminar")
def test_public_pages_set_no_cookies_and_depend_on_none(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.get(address)
        assert "Set-Cookie" not in response.headers, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


@pytest.mark.usefixtures("seminar")
def test_public_pages_set_no_cookies_for_the_staff_either(
    sign_in: Callable[[RoleName], FlaskClient],
) -> None:
    client = sign_in(RoleName.VIEWER)
    for address in PAGES:
        assert "Set-Cookie" not in client.get(address).headers


@pytest.mark.usefixtures("seminar")
def test_head_answers_like_get_without_a_body(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.head(address)
        assert (response.status_code, response.data) == (200, b""), address
        assert response.headers["ETag"] == client.get(address).headers["ETag"]


@pytest.mark.usefixtures("seminar")
def test_public_pages_take_no_other_method(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.post(address)
        assert response.status_code == 405, address
        assert "GET" in response.headers["Allow"]


def test_an_unknown_seminar_is_answered_by_404(client: FlaskClient) -> None:
    for public_id in ("zzzzzzzz", "1", "%2e%2e", "x" * 500):
        response = client.get(f"/seminars/{public_id}")
        assert response.status_code == 404, public_id
        assert "ETag" not in response.headers


@pytest.mark.usefixtures("seminar")
def test_every_page_has_a_title_and_a_description(client: FlaskClient) -> None:
    for address in PAGES:
        markup = page(client.get(address))
        assert markup.title is not None
        assert len(markup.title.get_text()) > 5
        description = markup.select_one("meta[name=description]")
        assert description is not None
        assert len(str(description["content"])) > 8
