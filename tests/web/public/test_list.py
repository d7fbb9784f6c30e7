"""The list of all seminars: its filters, months and pages."""

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public_lists import PAGE_ROWS
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_many_seminars, make_topic, make_tour
from tests.web.public.conftest import Announce, assert_cheap, page, text_of


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
    assert f"{number:,}回" in text_of(client.get("/"))


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
        "/seminars?month=2026-07": "2026年7月 120回 残り4,800席",
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


def test_a_keyword_keeps_what_says_it_and_stays_in_its_field(
    client: FlaskClient, announce: Announce
) -> None:
    announce(title_ja="営業秘密の守り方", place="23")
    announce(title_ja="名前を守る", place="13")
    for address in ("/seminars", "/years/2026"):
        markup = page(client.get(address, query_string={"q": "愛知の営業秘密"}))
        titles = [each.get_text() for each in markup.select(".entries .entry__title")]
        assert ["営業秘密の守り方" in each for each in titles] == [True]
        field = markup.select_one("input[name=q]")
        assert field is not None
        assert field["value"] == "愛知の営業秘密"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "' OR 1=1 --", "%", "a" * 5000, "\u202e"]
)
def test_hostile_keywords_find_nothing_and_stand_escaped(
    client: FlaskClient, announce: Announce, text: str
) -> None:
    announce(title_ja="営業秘密の守り方")
    answer = client.get("/seminars", query_string={"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert page(answer).select(".entries .entry__title") == []


def test_where_a_prefecture_has_no_places_left_those_nearby_are_named(
    client: FlaskClient, announce: Announce
) -> None:
    announce(place="23", capacity=1, taken=1)
    announce(place="24")
    announce(place="01")
    announce(place="21", capacity=1, taken=1)
    links = page(client.get("/seminars?place=23")).select("section[aria-labelledby=nearby-title] a")
    assert [link["href"] for link in links] == ["/seminars?place=24", "/seminars?place=01"]
    assert "nearby-title" not in client.get("/seminars?place=24").text
    assert "nearby-title" not in client.get("/seminars").text
