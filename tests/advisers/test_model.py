"""Advisers and their part in tours: what their tables refuse, keep and let go."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from tests.constraints import FOREIGN_KEY, check, refused, unique
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour


def count(session: Session, table: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("limit", ["max_seminars", "max_per_month", "max_nights_away"])
def test_a_limit_may_be_nothing_and_never_less(sqlite_session: Session, limit: str) -> None:
    tour = make_tour(sqlite_session)
    make_adviser(sqlite_session, tour, **{limit: 0})

    with refused(sqlite_session, check("ck_engagement_limits_not_negative")):
        make_adviser(sqlite_session, tour, **{limit: -1})


def test_an_adviser_takes_part_in_a_tour_once(sqlite_session: Session) -> None:
    tour, other = make_tour(sqlite_session), make_tour(sqlite_session, 2027)
    adviser = make_adviser(sqlite_session, tour)
    limits = {"max_seminars": 1, "max_per_month": 1, "max_nights_away": 1}
    sqlite_session.add(Engagement(tour=other, adviser=adviser, **limits))
    sqlite_session.commit()

    with refused(sqlite_session, unique("engagement.tour_id", "engagement.adviser_id")):
        sqlite_session.add(Engagement(tour_id=tour.id, adviser_id=adviser.id, **limits))


def test_a_day_is_taken_once_and_days_come_in_their_order(sqlite_session: Session) -> None:
    days = [date(2026, 9, 2), date(2026, 6, 1)]
    adviser = make_adviser(sqlite_session, make_tour(sqlite_session), unavailable=days)
    (engagement,) = adviser.engagements
    assert [taken.day for taken in engagement.unavailable_days] == sorted(days)
    again = UnavailableDay(engagement_id=engagement.id, day=days[0])
    sqlite_session.expunge_all()

    with refused(sqlite_session, unique("unavailable_day.engagement_id", "unavailable_day.day")):
        sqlite_session.add(again)


def test_an_engagement_goes_with_its_days_and_the_adviser_with_both(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    gone, stays = (
        make_adviser(sqlite_session, tour, unavailable=[date(2026, 6, 1)]) for _ in range(2)
    )

    sqlite_session.delete(gone)
    sqlite_session.commit()

    assert sqlite_session.scalars(select(Adviser)).all() == [stays]
    assert (count(sqlite_session, Engagement), count(sqlite_session, UnavailableDay)) == (1, 1)


def test_a_topic_that_somebody_masters_cannot_go(sqlite_session: Session) -> None:
    topic = make_topic(sqlite_session)
    make_adviser(sqlite_session, topics=[topic])

    with refused(sqlite_session, FOREIGN_KEY):
        sqlite_session.delete(topic)


def test_topics_come_in_the_order_in_which_they_are_listed_everywhere(
    sqlite_session: Session,
) -> None:
    second = make_topic(sqlite_session, "second", position=2)
    first = make_topic(sqlite_session, "first", position=1)
    adviser = make_adviser(sqlite_session, topics=[second, first])

    assert adviser.topics == [first, second]


def test_an_adviser_is_called_as_readers_know_the_name() -> None:
    known, unknown = Adviser(name="佐藤", name_en="Sato"), Adviser(name="佐藤", name_en="")

    assert [known.display_name(locale) for locale in ("ja", "en")] == ["佐藤", "Sato"]
    assert [unknown.display_name(locale) for locale in ("ja", "en")] == ["佐藤", "佐藤"]


def test_the_seminars_of_an_adviser_are_those_in_whose_teams_they_are(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    first, second = make_adviser(sqlite_session), make_adviser(sqlite_session)
    both, alone = (
        make_seminar(sqlite_session, make_bid(sqlite_session, tour), team=team)
        for team in ([first, second], [first])
    )

    assert first.seminars == [both, alone]
    assert second.seminars == [both]
