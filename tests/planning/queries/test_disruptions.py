"""Disruptions of a tour, and which released seminars they upset."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.planning.disruption_values import DisruptionDetails, LostDays
from seminar_service.planning.disruptions import lift_disruption, note_disruption
from seminar_service.planning.queries.disruptions import (
    disruption_of,
    disruptions_concerning,
    disruptions_elsewhere,
    disruptions_of,
    lost_days,
    upset_in,
    upset_seminars,
)
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
NEXT, AFTER = DAY + timedelta(days=1), DAY + timedelta(days=2)
note = partial(note_disruption, actor=SYSTEM, now=NOW)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_what_counts_comes_first_by_day_and_takes_its_days(session: Session, tour: Tour) -> None:
    later, earlier, over = (
        note(session, tour.id, DisruptionDetails(day, day)) for day in (AFTER, NEXT, DAY)
    )
    lift_disruption(session, over, actor=SYSTEM, now=NOW)
    note(session, make_tour(session, 2027).id, DisruptionDetails(*2 * (date(2027, 10, 6),)))

    assert [each.id for each in disruptions_of(session, tour.id)] == [earlier, later, over]
    assert lost_days(session, tour.id) == LostDays(places={"": frozenset({NEXT, AFTER})})


def test_upset_is_what_stands_by_day_and_what_is_too_near_or_closed_cannot_move(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    states = {AFTER: SeminarState.ANNOUNCED, NEXT: SeminarState.CLOSED, DAY: SeminarState.CONFIRMED}
    for day, state in states.items():
        bid = make_bid(session, tour, days={day: "first"})
        make_seminar(session, bid, team=[adviser], state=state)
    cancelled = make_bid(session, tour, days={DAY: "first"})
    make_seminar(session, cancelled, team=[adviser], state=SeminarState.CANCELLED)
    illness = DisruptionDetails(DAY, AFTER, adviser_id=adviser.id)

    found = upset_seminars(session, tour, [illness], NEXT)

    assert [(each.seminar.day, each.can_move) for each in found] == [
        (DAY, False),
        (NEXT, False),
        (AFTER, True),
    ]
    assert [each.can_move for each in upset_seminars(session, tour, [illness], None)] == [False] * 3
    assert upset_seminars(session, tour, [], NEXT) == ()


def test_one_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        disruption_of(session, 1)


def test_the_queries_do_not_grow_with_the_disruptions(session: Session, tour: Tour) -> None:
    key, numbers = tour.id, []
    for day in (DAY, NEXT, AFTER):
        note(session, key, DisruptionDetails(day, day, places=frozenset({"13", "27"})))
        with counted_queries(session) as queries:
            lost_days(session, key)
        numbers.append(len(queries))

    assert numbers == [2, 2, 2]


def test_an_adviser_is_concerned_by_the_own_absence_by_days_of_all_and_where_a_seminar_is(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    other = make_adviser(session, tour)
    bid = make_bid(session, tour, place="23", days={DAY: "first"})
    make_seminar(session, bid, team=[adviser], day=DAY)
    own, everywhere, here, _elsewhere, _others, _late = (
        note(session, tour.id, details)
        for details in (
            DisruptionDetails(NEXT, NEXT, adviser_id=adviser.id),
            DisruptionDetails(AFTER, AFTER),
            DisruptionDetails(DAY, DAY, places=frozenset({"23"})),
            DisruptionDetails(DAY, DAY, places=frozenset({"01"})),
            DisruptionDetails(DAY, DAY, adviser_id=other.id),
            DisruptionDetails(NEXT, AFTER, places=frozenset({"23"})),
        )
    )

    found = disruptions_concerning(session, tour.id, adviser.id)

    assert [each.id for each in found] == [here, own, everywhere]
    lift_disruption(session, own, actor=SYSTEM, now=NOW)
    assert own not in [each.id for each in disruptions_concerning(session, tour.id, adviser.id)]


@pytest.fixture
def second(session: Session, adviser: Adviser) -> Tour:
    """Another tour of the same year, in which the adviser takes part as well."""
    tour = make_tour(session, programme=2)
    limits = {"max_seminars": 9, "max_per_month": 4, "max_nights_away": 3}
    session.add(Engagement(tour=tour, adviser=adviser, **limits))
    session.commit()
    return tour


def test_who_cannot_come_to_one_tour_cannot_come_to_another_on_these_days(
    session: Session, tour: Tour, second: Tour, adviser: Adviser
) -> None:
    noted = note(session, tour.id, DisruptionDetails(DAY, NEXT, adviser_id=adviser.id))
    bid = make_bid(session, second, days={DAY: "first"})
    seminar = make_seminar(session, bid, team=[adviser])

    assert [each.id for each in disruptions_elsewhere(session, second.id)] == [noted]
    assert lost_days(session, second.id) == LostDays({adviser.id: frozenset({DAY, NEXT})})
    assert [each.seminar for each in upset_in(session, second, today=NOW.date())] == [seminar]
    assert [each.id for each in disruptions_concerning(session, second.id, adviser.id)] == [noted]
    assert disruptions_of(session, second.id) == ()


def test_what_is_lifted_of_somebody_else_or_of_a_place_is_nothing_to_another_tour(
    session: Session, tour: Tour, second: Tour, adviser: Adviser
) -> None:
    stranger = make_adviser(session, tour)
    over = note(session, tour.id, DisruptionDetails(DAY, DAY, adviser_id=adviser.id))
    lift_disruption(session, over, actor=SYSTEM, now=NOW)
    note(session, tour.id, DisruptionDetails(DAY, DAY, adviser_id=stranger.id))
    note(session, tour.id, DisruptionDetails(DAY, DAY, places=frozenset({"27"})))

    assert disruptions_elsewhere(session, second.id) == ()
    assert lost_days(session, second.id) == LostDays()
