"""What the front page leads to beside seminars."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.overview.front_page import NEWS_ROWS, front_page
from seminar_service.pages import news
from seminar_service.pages.services import PageDetails
from seminar_service.pages.values import Placement, Words
from seminar_service.seminars.public_lists import offered_topics
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.pages.support import STAFF, WORDS, add, write
from tests.statements import counted_queries


def test_pages_news_and_topics_are_read_at_once_in_their_order(session: Session) -> None:
    make_seminar(session, make_bid(session, make_tour(session)))
    second = add(session, "b", details=PageDetails(Placement.LEARN, 2))
    add(session, "z", details=PageDetails(Placement.LEARN, 0))
    add(session, "ask", details=PageDetails(Placement.ASK, 1))
    add(session, "nowhere", details=PageDetails(Placement.NOWHERE, 1))
    write(session, second, Words("新", "文"), live_from=NOW)
    for hours in range(-4, 1):
        live_from = NOW + timedelta(hours=hours)
        news.add_news(session, Words(f"題{hours}", "文"), live_from, actor=STAFF, now=NOW)

    with counted_queries(session) as statements:
        found = front_page(session, now=NOW)

    assert len(statements) == 1
    assert [each.name for each in found.placed(Placement.LEARN)] == ["z", "b"]
    assert found.placed(Placement.LEARN)[1].words.title_ja == "新"
    assert found.placed(Placement.LEARN)[0].words.title_en == WORDS.title_en
    assert [each.name for each in found.placed(Placement.ASK)] == ["ask"]
    assert [each.words.title_ja for each in found.news] == ["題0", "題-1", "題-2"][:NEWS_ROWS]
    assert found.news[0].live_from == NOW
    assert list(found.topics) == list(offered_topics(session)) != []


def test_what_was_published_within_this_minute_is_there_at_once_and_the_next_is_not(
    session: Session,
) -> None:
    at_once = NOW.replace(second=40)
    add(session, "a", live_from=at_once, now=at_once)
    add(session, "b", live_from=NOW.replace(second=0) + timedelta(minutes=1))
    assert [each.name for each in front_page(session, now=at_once).pages] == ["a"]
    later = NOW.replace(second=0) + timedelta(minutes=1)
    assert [each.name for each in front_page(session, now=later).pages] == ["a", "b"]


def test_without_anything_there_is_nothing(session: Session) -> None:
    found = front_page(session, now=NOW)
    assert (found.pages, found.news, found.topics) == ([], [], [])
