"""The front page, the list, the page of a seminar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public_lists import PAGE_ROWS
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_many_seminars, make_topic, make_tour
from tests.web.public.conftest import Announce, assert_cheap, page, text_of

PAGES = ["/", "/seminars", "/seminars/c7d8f9gh", "/years"]


def test_the_front_page_says_where_when_and_how_many_places_are_left(
    client: FlaskClient, announce: Announce
) -> None:
    announce(taken=17)
    text = text_of(client.get("/"))
    assert "2026年度巡回セミナー" in text
    assert "愛知県：営業秘密管理セミナー" in text
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
    assert "東京都：" in listed
    assert "愛知県：" not in listed


def test_the_english_page_is_english(client: FlaskClient, seminar: Seminar) -> None:
    response = client.get("/en/")
    assert page(response).html["lang"] == "en"  # type: ignore[index]  # page() has checked it
    text = text_of(response)
    assert "Aichi – Trade secrets seminar" in text
    assert "40 places left" in text
    assert f"/en/seminars/{seminar.public_id}" in response.text


def test_without_an_open_tour_the_front_page_says_so_kindly(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, 2015, stage=TourStage.ARCHIVED)
    make_tour(session, 2026, stage=TourStage.PREPARATION)
    response = client.get("/")
    assert "次回の巡回セミナーを準備しています" in text_of(response)
    assert page(response).select_one("a[href='/years/2015']") is not None
    assert page(response).select_one("main a[href='/bids/new']") is not None  # the call is open
    assert "ただいまご案内できるセミナーはありません" in text_of(client.get("/seminars"))


def test_the_front_page_shows_what_is_to_come_of_every_tour_one_after_the_other(
    client: FlaskClient, session: Session, announce: Announce
) -> None:
    next_tour = make_tour(session, 2027)
    announce(of=next_tour, title_ja="次の年度")
    announce(title_ja="今の年度", place="13")
    markup = page(client.get("/"))
    headings = [each.get_text() for each in markup.select("section[id^='tour-'] > h2")]
    assert headings == ["2026年度巡回セミナー", "2027年度巡回セミナー"]
    for heading, title, year in zip(
        markup.select("section[id^='tour-']"), ("今の年度", "次の年度"), (2026, 2027), strict=True
    ):
        assert title in heading.get_text()
        assert heading.select_one(f"a[href='/years/{year}']") is not None
    assert "2回" in text_of(client.get("/"))
    assert markup.select_one("svg a[href='/seminars?place=13']") is not None
    assert markup.select_one("svg a[href='/seminars?place=23']") is not None


def test_the_list_groups_by_tour_where_there_are_several(
    client: FlaskClient, session: Session, announce: Announce, now: datetime
) -> None:
    announce(of=make_tour(session, 2027), title_ja="次の年度")
    announce(title_ja="今の年度")
    announce(title_ja="取りやめ", state=SeminarState.CANCELLED, announced_at=now)
    markup = page(client.get("/seminars"))
    headings = [" ".join(each.get_text().split()) for each in markup.select("section > h2")]
    assert headings[:3] == [
        "2026年度巡回セミナー：これからの開催",
        "2027年度巡回セミナー：これからの開催",
        "2026年度巡回セミナー：終了・中止",
    ]


def test_a_tour_that_is_over_leaves_the_front_page_and_keeps_its_year(
    client: FlaskClient, session: Session, announce: Announce, tour: Tour
) -> None:
    tour.last_day = date(2026, 5, 31)
    announce(state=SeminarState.HELD, day=date(2026, 5, 1))
    make_tour(session, 2027)
    assert "2026年度" not in text_of(client.get("/"))
    assert "2026年度" in text_of(client.get("/years"))


def test_what_is_announced_is_shown_though_its_tour_is_archived_or_still_prepared(
    client: FlaskClient, session: Session, announce: Announce
) -> None:
    for year, stage in ((2025, TourStage.ARCHIVED), (2027, TourStage.PREPARATION)):
        other = make_tour(session, year, stage=stage)
        shown = announce(of=other, title_ja=f"{year}年", day=date(2026, 7, 1))
        for address in ("/", "/seminars", "/seminars?month=2026-07", f"/years/{year}"):
            assert shown.public_id in client.get(address).text, address


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
        state=SeminarState.CANCELLED, announced_at=now, cancellation_note_ja="台風のため。"
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
        *("2026年10月2日(金) 23:59", "office@example.jp"),
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
    assert "2026年10月6日(火) 13:30 （開始時刻まで）" in text
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


@pytest.mark.usefixtures("seminar")
def test_every_page_names_whom_to_ask(app: Flask, client: FlaskClient) -> None:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, contact_telephone="03-3581-1101")
    for address in (*PAGES, "/bids/new", "/calendar", "/nowhere"):
        footer = BeautifulSoup(client.get(address).text, "html.parser").select_one("footer address")
        assert footer is not None, address
        assert settings.organiser_name_ja in footer.get_text()
        assert footer.select_one("a[href='tel:0335811101']") is not None
        assert footer.select_one(f"a[href='mailto:{settings.contact_email}']") is not None


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
        for address in ("/seminars", "/years/2026"):
            titles = page(client.get(f"{address}?{query}")).select(".entries .entry__title")
            found = [each.get_text().strip().split("：")[1] for each in titles]
            assert found == expected, f"{address}?{query}"


def test_a_filter_for_the_front_page_leads_to_the_list(
    client: FlaskClient, announce: Announce
) -> None:
    announce(place="13")
    response = client.get("/?place=13&month=2026-10")
    assert (response.status_code, response.location) == (302, "/seminars?place=13&month=2026-10")
    for query in ("next=/x", "endpoint=x&_anchor=y&_external=1", "_scheme=ftp"):
        response = client.get(f"/en/?{query}")
        assert (response.status_code, response.data) == (200, client.get("/en/").data), query
    form = page(client.get("/")).select_one("form.filter")
    assert form is not None
    assert form["action"] == "/seminars"


def test_a_filter_stays_chosen_in_its_form(client: FlaskClient, announce: Announce) -> None:
    announce(place="13", day=date(2026, 7, 1))
    markup = page(client.get("/seminars?place=kanto&month=2026-07&places=1"))
    chosen = {option["value"] for option in markup.select("option[selected]")}
    assert {"kanto", "2026-07"} <= chosen
    assert markup.select_one("input[name=places][checked]") is not None


def test_an_unknown_filter_is_left_out_and_said_to_be(
    client: FlaskClient, seminar: Seminar
) -> None:
    for query in (
        "place=99",
        "month=2026-13",
        "month=x",
        "month=0001-01",
        "month=9999-12",
        "topic=nope",
        "order=nope",
    ):
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
    addresses = ["/", "/seminars", "/seminars?month=2026-07", f"/seminars/{seminar.public_id}"]
    counts = [assert_cheap(client, each) for each in addresses]
    assert counts == [5, 5, 5, 2]  # one of them looks how far the revision is


DAYS_OF_JUNE = [date(2026, 6, 2 + day) for day in range(28)]


@pytest.mark.parametrize("number", [500, 2000])
def test_a_page_stays_small_however_many_seminars_there_are(
    client: FlaskClient, session: Session, tour: Tour, number: int
) -> None:
    crowded = number // 4
    year = [date(2026, 6, 1) + timedelta(days=1 + each % 300) for each in range(number - crowded)]
    june = [DAYS_OF_JUNE[each % 28] for each in range(crowded)]
    make_many_seminars(session, tour, [*year, *june])
    for address in (
        *("/", "/en/", "/seminars", "/en/seminars", "/seminars?month=2026-06&page=2"),
        *("/seminars?month=2026-12&order=places", "/years/2026", "/years"),
    ):
        assert_cheap(client, address)
        assert len(client.get(address).data) < 150_000, address
    assert f"{number}回" in text_of(client.get("/"))


def test_many_seminars_are_listed_month_by_month_with_their_counts(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    july = [date(2026, 7, 1 + each % 28) for each in range(120)]
    make_many_seminars(session, tour, [*july, date(2026, 9, 1), date(2027, 3, 1)])
    markup = page(client.get("/seminars"))
    months = {
        str(link["href"]): " ".join(link.get_text(" ").split())
        for link in markup.select(".months a")
    }
    assert months == {
        "/seminars?month=2026-07": "2026年7月 120回 残り4800席",
        "/seminars?month=2026-09": "2026年9月 1回 残り40席",
        "/seminars?month=2027-03": "2027年3月 1回 残り40席",
    }
    current = markup.select_one(".months a[aria-current]")
    assert current is not None
    assert current["href"] == "/seminars?month=2026-07"
    assert len(markup.select(".entry")) == PAGE_ROWS
    seen = {str(each["id"]) for each in markup.select(".entry")}
    for number in (2, 3):
        rows = page(client.get(f"/seminars?month=2026-07&page={number}")).select(".entry")
        seen |= {str(each["id"]) for each in rows}
    assert len(seen) == 120
    ways = page(client.get("/seminars?month=2026-09")).select("nav.pagination a[rel]")
    assert [(way["rel"], way["href"]) for way in ways] == [
        (["prev"], "/seminars?month=2026-07"),
        (["next"], "/seminars?month=2027-03"),
    ]


def test_months_and_pages_keep_the_filter_and_so_does_the_feed(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    tokyo_every_47th = [date(2026, 7 + each // 47 % 2, 1) for each in range(47 * 60)]
    make_many_seminars(session, tour, tokyo_every_47th)
    markup = page(client.get("/seminars?place=13&topic=trade-secret&places=1&order=place"))
    kept = "place=13&topic=trade-secret&places=1&order=place"
    links = {str(link["href"]) for link in markup.select(".months a")}
    assert {min(link.split("?")[1].split("&")) for link in links} == {
        "month=2026-07",
        "month=2026-08",
    }
    assert all(set(kept.split("&")) < set(link.split("?")[1].split("&")) for link in links)
    assert markup.select_one("a[href='webcal://127.0.0.1:8000/feeds/prefectures/13.ics']")


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=2147483647", "page=99999999999999999999", "page=٢"],
)
def test_a_page_that_does_not_exist_is_the_nearest_one(
    client: FlaskClient, seminar: Seminar, query: str
) -> None:
    for address in ("/seminars", "/seminars?month=2026-10", "/years/2026"):
        joined = f"{address}{'&' if '?' in address else '?'}{query}"
        assert seminar.public_id in client.get(joined).text, joined


def test_a_month_without_seminars_says_so_and_leads_to_those_that_have_some(
    client: FlaskClient, seminar: Seminar
) -> None:
    for month in ("2026-11", "1900-01", "2199-12"):
        response = client.get(f"/seminars?month={month}")
        assert "条件に合うセミナーはありません" in text_of(response)
        assert seminar.public_id not in response.text
        assert page(response).select_one("a[rel][href='/seminars?month=2026-10']") is not None


def test_a_month_of_an_archived_tour_keeps_its_address(
    client: FlaskClient, session: Session, announce: Announce
) -> None:
    earlier = make_tour(session, 2015, stage=TourStage.ARCHIVED)
    held = announce(of=earlier, state=SeminarState.HELD, day=date(2015, 7, 1))
    assert held.public_id in client.get("/seminars?month=2015-07").text
    assert held.public_id not in client.get("/seminars").text


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
