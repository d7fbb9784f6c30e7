"""Advisers: who they are, and what each can do for a tour."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers import services as advisers
from seminar_service.advisers.details import USUAL_LIMITS, AdviserDetails, Limits
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour

STAFF = Actor(ActorKind.ORGANISER)
NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def details(*topic_ids: int) -> AdviserDetails:
    return AdviserDetails(
        name="佐藤 一郎",
        name_kana="サトウ イチロウ",
        name_en="Ichiro Sato",
        email="sato@example.jp",
        home="13",
        profile_ja="弁理士",
        profile_en="Patent attorney",
        topic_ids=topic_ids,
    )


def test_somebody_is_taken_in_as_an_adviser(session: Session) -> None:
    topic = make_topic(session)
    adviser = advisers.add_adviser(session, details(topic.id), actor=STAFF, now=NOW)
    assert (adviser.name, adviser.home, adviser.topics) == ("佐藤 一郎", "13", [topic])


def test_a_change_moves_the_advisers_calendar(session: Session) -> None:
    adviser = make_adviser(session)
    advisers.change_adviser(session, adviser.id, details(), version=None, actor=STAFF, now=NOW)
    assert (adviser.name_en, adviser.topics) == ("Ichiro Sato", [])
    assert adviser.calendar_changed_at == adviser.renamed_at == NOW


def test_an_adviser_who_is_not_there_is_not_changed(session: Session) -> None:
    with pytest.raises(NotFound):
        advisers.change_adviser(session, 99, details(), version=None, actor=STAFF, now=NOW)


def test_taking_part_twice_is_taking_part_once(session: Session) -> None:
    tour, adviser = make_tour(session), make_adviser(session)
    first = advisers.engage(session, tour.id, adviser.id, actor=STAFF, now=NOW)
    advisers.change_engagement(
        session, tour.id, adviser.id, Limits(1, 1, 0), [], version=None, actor=STAFF, now=NOW
    )
    again = advisers.engage(session, tour.id, adviser.id, actor=STAFF, now=NOW)
    assert again.id == first.id
    assert again.max_seminars == 1


def test_who_takes_part_begins_with_the_usual_limits(session: Session) -> None:
    tour, adviser = make_tour(session), make_adviser(session)
    engagement = advisers.engage(session, tour.id, adviser.id, actor=STAFF, now=NOW)
    limits = Limits(engagement.max_seminars, engagement.max_per_month, engagement.max_nights_away)
    assert limits == USUAL_LIMITS


def test_only_who_is_there_takes_part_in_what_is_there(session: Session) -> None:
    tour, adviser = make_tour(session), make_adviser(session)
    for tour_id, adviser_id in ((99, adviser.id), (tour.id, 99)):
        with pytest.raises(NotFound):
            advisers.engage(session, tour_id, adviser_id, actor=STAFF, now=NOW)


def test_limits_and_days_are_set(session: Session) -> None:
    tour = make_tour(session)
    taken = [date(2026, 6, 1), date(2026, 6, 2)]
    adviser = make_adviser(session, tour, unavailable=taken)
    days = [date(2026, 6, 2), date(2026, 6, 3)]
    advisers.change_engagement(
        session, tour.id, adviser.id, Limits(5, 2, 1), days, version=None, actor=STAFF, now=NOW
    )
    engagement = adviser.engagements[0]
    assert (engagement.max_seminars, engagement.max_per_month, engagement.max_nights_away) == (
        5,
        2,
        1,
    )
    assert list(session.scalars(select(UnavailableDay.day).order_by(UnavailableDay.day))) == days


def test_who_takes_no_part_has_no_limits(session: Session) -> None:
    tour, adviser = make_tour(session), make_adviser(session)
    with pytest.raises(NotFound):
        advisers.change_engagement(
            session, tour.id, adviser.id, Limits(1, 1, 1), [], version=None, actor=STAFF, now=NOW
        )


def test_a_part_ends_and_the_person_stays_known(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour, unavailable=[date(2026, 6, 1)])
    advisers.disengage(session, tour.id, adviser.id, version=None, actor=STAFF, now=NOW)
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert session.scalar(select(func.count()).select_from(Adviser)) == 1


def test_who_has_a_seminar_stays(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser])
    with pytest.raises(advisers.AdviserNeeded):
        advisers.disengage(session, tour.id, adviser.id, version=None, actor=STAFF, now=NOW)
    seminar.state = SeminarState.CANCELLED
    session.commit()
    advisers.disengage(session, tour.id, adviser.id, version=None, actor=STAFF, now=NOW)
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0


def test_whoever_has_seen_the_seminars_ends_the_part_all_the_same(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser])
    advisers.disengage(
        session, tour.id, adviser.id, version=None, all_the_same=True, actor=STAFF, now=NOW
    )
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert seminar.team[0].adviser is adviser


def test_the_history_tells_of_an_adviser_and_of_each_part_in_a_tour_once(session: Session) -> None:
    tour = make_tour(session)
    adviser = advisers.add_adviser(session, details(), actor=STAFF, now=NOW)
    for _ in range(2):
        part = advisers.engage(session, tour.id, adviser.id, actor=STAFF, now=NOW)
    part_id = part.id
    advisers.disengage(session, tour.id, adviser.id, version=None, actor=STAFF, now=NOW)
    sides = {"tour": tour.id, "adviser": adviser.id}
    added = histories.told(HistoryKind.ADVISER_ADDED, SubjectKind.ADVISER, adviser.id, STAFF, NOW)
    assert [histories.facts(line) for line in histories.lines(session)] == [added] + [
        histories.told(kind, SubjectKind.ENGAGEMENT, part_id, STAFF, NOW, **sides)
        for kind in (HistoryKind.ADVISER_ENGAGED, HistoryKind.ADVISER_DISENGAGED)
    ]
