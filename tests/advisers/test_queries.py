"""Advisers and their part in tours, as the staff reads them."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers import queries
from seminar_service.advisers.model import Adviser
from seminar_service.domain.errors import NotFound
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_topic, make_tour
from tests.statements import counted_queries


@pytest.fixture
def tour(sqlite_session: Session) -> Tour:
    """This year's tour."""
    return make_tour(sqlite_session)


@pytest.fixture
def people(sqlite_session: Session, tour: Tour) -> list[Adviser]:
    """Three advisers in the order of their readings: the first takes part last year, too."""
    last_year = make_tour(sqlite_session, 2025)
    watanabe = make_adviser(sqlite_session, tour, name="渡辺", name_kana="ワタナベ")
    abe = make_adviser(
        sqlite_session, tour, name="阿部", name_kana="アベ", unavailable=[date(2026, 6, 1)]
    )
    ito = make_adviser(sqlite_session, last_year, name="伊藤", name_kana="イトウ")
    return [abe, ito, watanabe]


def test_everybody_comes_in_the_order_of_the_readings(
    sqlite_session: Session, people: list[Adviser]
) -> None:
    assert queries.all_advisers(sqlite_session) == people


def test_a_list_with_topics_and_tours_takes_three_queries_however_long_it_is(
    sqlite_session: Session, people: list[Adviser]
) -> None:
    assert len(people) == 3
    with counted_queries(sqlite_session) as sent:
        for adviser in queries.all_advisers(sqlite_session):
            assert adviser.topics
            assert adviser.engagements[0].tour.fiscal_year in {2025, 2026}
    assert len(sent) == 3


@pytest.mark.usefixtures("people")
def test_who_takes_part_in_a_tour_comes_with_topics_and_days_in_three_queries(
    sqlite_session: Session, tour: Tour
) -> None:
    tour_id = tour.id
    with counted_queries(sqlite_session) as sent:
        found = [
            (each.adviser.name, len(each.adviser.topics), len(each.unavailable_days))
            for each in queries.engagements(sqlite_session, tour_id)
        ]
    assert found == [("阿部", 1, 1), ("渡辺", 1, 0)]
    assert len(sent) == 3


def test_the_others_are_those_of_no_tour_or_of_another_one(
    sqlite_session: Session, tour: Tour, people: list[Adviser]
) -> None:
    nobodys = make_adviser(sqlite_session, name_kana="ヤマダ")

    assert queries.others(sqlite_session, tour.id) == [people[1], nobodys]


def test_one_adviser_is_found_by_number_or_said_to_be_missing(
    sqlite_session: Session, people: list[Adviser]
) -> None:
    assert queries.adviser(sqlite_session, people[1].id) is people[1]
    with pytest.raises(NotFound):
        queries.adviser(sqlite_session, 999)


def test_an_advisers_part_is_that_in_this_tour_and_no_other(
    sqlite_session: Session, tour: Tour, people: list[Adviser]
) -> None:
    abe, ito, _ = people
    engagement = queries.engagement(sqlite_session, tour.id, abe.id)
    assert (engagement.tour_id, engagement.adviser) == (tour.id, abe)
    with pytest.raises(NotFound):
        queries.engagement(sqlite_session, tour.id, ito.id)


def test_topics_of_an_adviser_are_their_own(sqlite_session: Session, tour: Tour) -> None:
    other = make_topic(sqlite_session, "overseas")
    make_adviser(sqlite_session, tour, name_kana="ア")
    make_adviser(sqlite_session, tour, name_kana="イ", topics=[other])

    found = queries.engagements(sqlite_session, tour.id)

    assert [[topic.code for topic in each.adviser.topics] for each in found] == [
        ["trade-secret"],
        ["overseas"],
    ]
