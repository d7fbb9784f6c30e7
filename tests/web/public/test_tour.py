"""The front page: what is to come, of every tour."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.pages.news import add_news
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_tour
from tests.pages.support import STAFF, WORDS
from tests.pages.support import add as add_page
from tests.web.public.conftest import Announce, assert_cheap, page, text_of


def test_the_front_page_says_where_when_and_how_many_places_are_left(
    client: FlaskClient, announce: Announce
) -> None:
    announce(taken=17)
    text = text_of(client.get("/"))
    assert "2026年度巡回セミナー" in text
    assert "愛知県：営業秘密管理セミナー" in text
    assert "10月6日（火） 13:30〜16:30" in text
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


def test_a_tour_that_is_over_leaves_the_front_page_and_keeps_its_year(
    client: FlaskClient, session: Session, announce: Announce, tour: Tour
) -> None:
    tour.last_day = date(2026, 5, 31)
    announce(state=SeminarState.HELD, day=date(2026, 5, 1))
    make_tour(session, 2027)
    front = text_of(client.get("/"))
    assert front.count("2026年度") == front.count("2026年度巡回セミナー（すべて終了）") == 1
    assert "2026年度" in text_of(client.get("/years"))


def test_the_front_page_leads_to_experts_learning_news_and_what_is_over(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_tour(session, 2015, stage=TourStage.ARCHIVED)
    add_page(session)
    add_news(session, WORDS, NOW, actor=STAFF, now=NOW)
    markup = page(client.get("/"))
    found = [str(each.get("href")) for each in markup.select("main a")]
    order = ["/counters", "/pages/trade-secrets", f"/seminars/{seminar.public_id}", "/years/2015"]
    places = [found.index(each) for each in order]
    assert places == sorted(places)
    assert any(each.startswith("/news/") for each in found)
    assert_cheap(client, "/en/")


def test_without_a_tour_the_front_page_leads_on_all_the_same(
    client: FlaskClient, session: Session
) -> None:
    add_page(session)
    assert page(client.get("/")).select_one("main a[href='/pages/trade-secrets']") is not None


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
