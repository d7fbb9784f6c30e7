"""What of a tour is locked, and the list of what could be."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.model import Unlocking
from seminar_service.planning.queries.locks import (
    LockOrigin,
    lifted_locks,
    lock_lines,
    lock_mark,
    tour_locks,
)
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

DAY, LATER = date(2026, 10, 6), date(2026, 10, 7)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.mark.parametrize(
    ("state", "origin"),
    [
        (SeminarState.TENTATIVE, None),
        (SeminarState.CONFIRMED, None),
        (SeminarState.ANNOUNCED, LockOrigin.ANNOUNCED),
        (SeminarState.CLOSED, LockOrigin.SETTLED),
        (SeminarState.HELD, LockOrigin.SETTLED),
        (SeminarState.CANCELLED, None),
    ],
)
def test_what_the_public_knows_is_locked_by_default(
    session: Session,
    tour: Tour,
    adviser: Adviser,
    state: SeminarState,
    origin: LockOrigin | None,
) -> None:
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=[adviser], state=state)
    make_seminar(session, make_bid(session, make_tour(session, 2027)), team=[adviser])

    found = {bid_id: lock.origin for bid_id, lock in tour_locks(session, tour.id).items()}

    assert found == ({bid.id: origin} if origin else {})


def test_a_lock_by_hand_wins_over_what_is_announced_and_not_over_what_is_settled(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    announced, closed = make_bid(session, tour), make_bid(session, tour)
    make_seminar(session, announced, team=[adviser], day=DAY)
    make_seminar(session, closed, team=[adviser], day=DAY, state=SeminarState.CLOSED)
    plan = make_plan(session, tour, {each: (LATER, [adviser]) for each in (announced, closed)})
    for planned in plan.seminars:
        make_lock(session, planned)

    found = tour_locks(session, tour.id)

    assert found[announced.id].day == LATER
    assert found[closed.id].day == DAY


def test_what_is_lifted_is_announced_and_not_locked_by_hand(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    free, by_hand, moved_on = (make_bid(session, tour) for _ in range(3))
    for bid in (free, by_hand, moved_on):
        state = SeminarState.CLOSED if bid is moved_on else SeminarState.ANNOUNCED
        seminar = make_seminar(session, bid, team=[adviser], state=state)
        session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    make_lock(session, make_plan(session, tour, {by_hand: (DAY, [adviser])}).seminars[0])

    assert lifted_locks(session, tour.id) == {free.id}
    assert set(tour_locks(session, tour.id)) == {by_hand.id, moved_on.id}


def test_the_list_has_what_is_locked_and_what_could_be_by_day(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    locked, announced, confirmed, unplanned = (make_bid(session, tour) for _ in range(4))
    make_lock(session, make_plan(session, tour, {locked: (LATER, [adviser])}).seminars[0])
    make_seminar(session, announced, team=[adviser], day=DAY)
    make_seminar(session, confirmed, team=[adviser], day=DAY, state=SeminarState.CONFIRMED)

    lines = lock_lines(session, tour.id)

    assert [line.bid for line in lines] == [announced, confirmed, locked]
    assert [line.mark for line in lines] == [
        lock_mark(DAY, (adviser.id,)),
        "",
        lock_mark(LATER, (adviser.id,)),
    ]
    assert unplanned not in {line.bid for line in lines}


def test_the_list_tells_what_a_lock_moves_and_what_is_announced_without_one(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    moving, lifted, kept = (make_bid(session, tour) for _ in range(3))
    for bid in (moving, lifted, kept):
        seminar = make_seminar(session, bid, team=[adviser], day=DAY)
        if bid is lifted:
            session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    make_lock(session, make_plan(session, tour, {moving: (LATER, [adviser])}).seminars[0])

    lines = {line.bid.id: line for line in lock_lines(session, tour.id)}

    assert {key for key, line in lines.items() if line.moves_its_seminar} == {moving.id}
    assert {key for key, line in lines.items() if line.is_unlocked_though_announced} == {lifted.id}


def test_the_number_of_queries_does_not_grow_with_the_tour(session: Session, tour: Tour) -> None:
    key = tour.id
    for _ in range(3):
        adviser = make_adviser(session, tour)
        held, locked = make_bid(session, tour), make_bid(session, tour)
        make_seminar(session, held, team=[adviser])
        make_lock(session, make_plan(session, tour, {locked: (DAY, [adviser])}).seminars[0])
    session.expire_all()

    with counted_queries(session) as queries:
        assert len(tour_locks(session, key)) == 6

    assert len(queries) == 4
