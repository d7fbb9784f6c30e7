"""What new plans have to respect."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.solver_io.published import (
    Appointment,
    kept_appointments,
    locked_appointments,
    published_appointments,
)
from seminar_service.seminars.states import MOVABLE_SEMINARS, SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=1)
appointments = st.dictionaries(
    st.integers(1, 5),
    st.builds(
        Appointment,
        st.dates(DAY, LATER),
        st.tuples(st.integers(1, 3)),
        st.booleans(),
    ),
)


@pytest.fixture
def advisers(session: Session, tour: Tour) -> list[Adviser]:
    return [make_adviser(session, tour), make_adviser(session, tour)]


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_of_a_bids_seminars_the_one_that_stands_is_published(
    session: Session, tour: Tour, advisers: list[Adviser], cancelled_first: bool
) -> None:
    bid = make_bid(session, tour)
    states = [SeminarState.CANCELLED, SeminarState.TENTATIVE]
    if not cancelled_first:
        states.reverse()
    for state in states:
        day = LATER if state is SeminarState.TENTATIVE else DAY
        make_seminar(session, bid, team=advisers, state=state, day=day)
    make_seminar(session, make_bid(session, tour), team=advisers, state=SeminarState.CANCELLED)
    make_seminar(session, make_bid(session, make_tour(session, 2027)), team=advisers)

    found = published_appointments(session, tour.id, earliest=None)

    team = tuple(adviser.id for adviser in advisers)
    assert found == {bid.id: Appointment(LATER, team, settled=False)}


@pytest.mark.parametrize("state", [each for each in SeminarState if each != "cancelled"])
def test_what_is_over_or_before_the_first_open_day_is_settled(
    sqlite_session: Session, state: SeminarState
) -> None:
    session = sqlite_session
    tour = make_tour(session)
    bid = make_bid(session, tour)
    make_seminar(session, bid, state=state, day=DAY)

    def settled(earliest: date | None) -> bool:
        return published_appointments(session, tour.id, earliest=earliest)[bid.id].settled

    assert settled(LATER)
    assert settled(DAY) == settled(None) == (state not in MOVABLE_SEMINARS)


def test_in_hindsight_what_is_announced_or_over_is_not_locked(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=advisers, day=DAY)
    make_seminar(session, make_bid(session, tour), team=advisers, state=SeminarState.HELD)

    assert len(locked_appointments(session, tour.id)) == 2
    assert locked_appointments(session, tour.id, in_hindsight=True) == {}


def test_locks_are_those_of_the_tour_as_the_locked_plan_has_them(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    bid, free = make_bid(session, tour), make_bid(session, tour)
    held = {bid: (LATER, advisers[::-1]), free: (DAY, advisers)}
    first = make_plan(session, tour, held)
    make_plan(session, tour, {bid: (DAY, advisers)})
    make_lock(session, next(each for each in first.seminars if each.bid == bid))
    other = make_tour(session, 2027)
    make_lock(
        session,
        make_plan(session, other, {make_bid(session, other): (DAY, advisers)}).seminars[0],
    )

    found = locked_appointments(session, tour.id)

    team = tuple(adviser.id for adviser in reversed(advisers))
    assert found == {bid.id: Appointment(LATER, team)}


def test_the_number_of_queries_does_not_grow_with_the_tour(sqlite_session: Session) -> None:
    session = sqlite_session
    tour = make_tour(session)
    key = tour.id
    for _ in range(3):
        adviser, bid = make_adviser(session, tour), make_bid(session, tour)
        make_seminar(session, bid, team=[adviser])
        make_lock(session, make_plan(session, tour, {bid: (DAY, [adviser])}).seminars[0])

    with counted_queries(session) as queries:
        assert len(published_appointments(session, key, earliest=None)) == 3
        assert len(locked_appointments(session, key)) == 3

    assert len(queries) == 3


@given(appointments, appointments)
def test_a_lock_wins_over_what_is_published_and_nothing_over_what_is_settled(
    published: Mapping[int, Appointment], locked: Mapping[int, Appointment]
) -> None:
    kept = kept_appointments(published, locked)

    for bid_id in published.keys() | locked.keys():
        stands, wish = published.get(bid_id), locked.get(bid_id)
        settled = stands is not None and stands.settled
        assert kept.get(bid_id) == (stands if settled else wish)
