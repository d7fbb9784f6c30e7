"""Locking bids of a tour and leaving them to the planner: all that is chosen, or nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.extensions import db
from seminar_service.planning import locks
from seminar_service.planning.model import Lock, Plan, Unlocking
from seminar_service.planning.queries.locks import LockOrigin, lifted_locks, tour_locks
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_plan, make_seminar, make_tour

STAFF = Actor(ActorKind.ORGANISER)
DAY, LATER = date(2026, 10, 6), date(2026, 10, 7)


@pytest.fixture
def bids(session: Session, tour: Tour) -> list[Bid]:
    return [make_bid(session, tour) for _ in range(2)]


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]) -> Plan:
    return make_plan(session, tour, {bid: (DAY, [adviser]) for bid in bids})


def held(session: Session, tour: Tour) -> dict[int, tuple[date, LockOrigin]]:
    """To which day each bid is locked, and why."""
    found = tour_locks(session, tour.id)
    return {bid_id: (lock.day, lock.origin) for bid_id, lock in found.items()}


def marks(session: Session, tour: Tour) -> dict[int, str]:
    """What somebody sees of the locks now."""
    return {bid_id: lock.mark for bid_id, lock in tour_locks(session, tour.id).items()}


def test_several_bids_are_locked_and_unlocked_at_once(
    session: Session, tour: Tour, bids: list[Bid], plan: Plan
) -> None:
    unseen = {bid.id: "" for bid in bids}

    assert locks.lock_as_planned(session, plan.id, unseen, actor=STAFF, now=NOW) == 2
    assert held(session, tour) == {bid.id: (DAY, LockOrigin.HAND) for bid in bids}
    assert locks.unlock(session, tour.id, marks(session, tour), actor=STAFF, now=NOW) == 2
    assert held(session, tour) == {}


def test_the_latest_lock_of_a_bid_holds(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid], plan: Plan
) -> None:
    later = make_plan(session, tour, {bids[0]: (LATER, [adviser])})
    locks.lock_as_planned(session, plan.id, {bids[0].id: ""}, actor=STAFF, now=NOW)

    locks.lock_as_planned(session, later.id, marks(session, tour), actor=STAFF, now=NOW)

    assert held(session, tour) == {bids[0].id: (LATER, LockOrigin.HAND)}


def test_a_lock_stays_when_its_plan_is_gone(
    session: Session, tour: Tour, bids: list[Bid], plan: Plan
) -> None:
    locks.lock_as_planned(session, plan.id, {bids[0].id: ""}, actor=STAFF, now=NOW)
    session.delete(session.get_one(Plan, plan.id))
    session.commit()

    assert held(session, tour) == {bids[0].id: (DAY, LockOrigin.HAND)}


def test_of_several_none_is_changed_if_one_has_changed_meanwhile(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid], plan: Plan
) -> None:
    later = make_plan(session, tour, {bid: (LATER, [adviser]) for bid in bids})
    locks.lock_as_planned(session, plan.id, {bids[1].id: ""}, actor=STAFF, now=NOW)
    unseen = {bid.id: "" for bid in bids}

    with pytest.raises(ChangedMeanwhile):
        locks.lock_as_planned(session, later.id, unseen, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        locks.unlock(session, tour.id, {bids[1].id: "2026-10-07:1"}, actor=STAFF, now=NOW)

    assert held(session, tour) == {bids[1].id: (DAY, LockOrigin.HAND)}


def test_the_same_done_by_both_is_no_conflict(
    session: Session, tour: Tour, bids: list[Bid], plan: Plan
) -> None:
    unseen = {bids[0].id: ""}
    for changed in (1, 0):
        found = locks.lock_as_planned(session, plan.id, unseen, actor=STAFF, now=NOW)
        assert found == changed
    seen = marks(session, tour)
    for changed in (1, 0):
        assert locks.unlock(session, tour.id, seen, actor=STAFF, now=NOW) == changed


def test_an_announced_seminar_is_locked_by_itself_until_a_press_unlocks_it(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]
) -> None:
    bid = bids[0]
    make_seminar(session, bid, team=[adviser], day=DAY)
    make_seminar(session, bids[1], team=[adviser], day=DAY, state=SeminarState.CONFIRMED)
    assert held(session, tour) == {bid.id: (DAY, LockOrigin.ANNOUNCED)}

    locks.unlock(session, tour.id, marks(session, tour), actor=STAFF, now=NOW)
    assert held(session, tour) == {}
    assert lifted_locks(session, tour.id) == {bid.id}

    locks.lock_as_released(session, tour.id, {bid.id: ""}, actor=STAFF, now=NOW)
    assert held(session, tour) == {bid.id: (DAY, LockOrigin.ANNOUNCED)}
    assert lifted_locks(session, tour.id) == frozenset()
    assert session.scalars(select(Lock)).all() == []


def test_an_announced_seminar_can_be_locked_to_another_day_and_then_unlocked(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]
) -> None:
    bid = bids[0]
    make_seminar(session, bid, team=[adviser], day=DAY)
    later = make_plan(session, tour, {bid: (LATER, [adviser])})

    locks.lock_as_planned(session, later.id, marks(session, tour), actor=STAFF, now=NOW)
    assert held(session, tour) == {bid.id: (LATER, LockOrigin.HAND)}

    locks.unlock(session, tour.id, marks(session, tour), actor=STAFF, now=NOW)
    assert held(session, tour) == {}


def test_a_confirmed_seminar_is_locked_as_it_stands_only_when_somebody_asks(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]
) -> None:
    make_seminar(session, bids[0], team=[adviser], day=DAY, state=SeminarState.CONFIRMED)

    locks.lock_as_released(session, tour.id, {bids[0].id: ""}, actor=STAFF, now=NOW)

    assert held(session, tour) == {bids[0].id: (DAY, LockOrigin.HAND)}


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.HELD])
def test_what_is_over_stays_whatever_is_pressed(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid], state: SeminarState
) -> None:
    make_seminar(session, bids[0], team=[adviser], day=DAY, state=state)

    seen = marks(session, tour)

    assert locks.unlock(session, tour.id, seen, actor=STAFF, now=NOW) == 0
    assert held(session, tour) == {bids[0].id: (DAY, LockOrigin.SETTLED)}


def test_a_seminar_that_is_released_anew_is_locked_by_itself_again(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]
) -> None:
    seminar_id = make_seminar(session, bids[0], team=[adviser], day=DAY).id
    locks.unlock(session, tour.id, marks(session, tour), actor=STAFF, now=NOW)

    with transaction(session):
        locks.lock_anew(session, [seminar_id])

    assert session.scalars(select(Unlocking)).all() == []
    assert held(session, tour) == {bids[0].id: (DAY, LockOrigin.ANNOUNCED)}


def test_what_does_not_exist_is_neither_locked_nor_unlocked(
    session: Session, tour: Tour, bids: list[Bid], plan: Plan
) -> None:
    foreign = make_bid(session, make_tour(session, 2027))
    unplanned = make_bid(session, tour)

    for plan_id, bid_id in ((plan.id + 1, bids[0].id), (plan.id, unplanned.id), (plan.id, 0)):
        with pytest.raises(NotFound):
            locks.lock_as_planned(session, plan_id, {bid_id: ""}, actor=STAFF, now=NOW)
    for bid_id in (foreign.id, 0):
        with pytest.raises(NotFound):
            locks.unlock(session, tour.id, {bid_id: ""}, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        locks.lock_as_released(session, tour.id, {bids[0].id: ""}, actor=STAFF, now=NOW)


def test_the_history_tells_who_locked_and_unlocked_a_bid_once(
    session: Session, tour: Tour, bids: list[Bid], plan: Plan
) -> None:
    bid = bids[0]
    for _ in range(2):
        locks.lock_as_planned(session, plan.id, {bid.id: ""}, actor=STAFF, now=NOW)
    seen = marks(session, tour)
    for _ in range(2):
        locks.unlock(session, tour.id, seen, actor=STAFF, now=NOW)

    locked, unlocked = HistoryKind.BID_LOCKED, HistoryKind.BID_UNLOCKED
    day = DAY.isoformat()
    assert [histories.facts(line) for line in histories.lines(session)] == [
        histories.told(locked, SubjectKind.BID, bid.id, STAFF, NOW, day=day),
        histories.told(unlocked, SubjectKind.BID, bid.id, STAFF, NOW),
    ]


def test_of_two_who_lock_otherwise_at_once_one_is_told(
    app: Flask, session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]
) -> None:
    plan_ids = [make_plan(session, tour, {bids[0]: (day, [adviser])}).id for day in (DAY, LATER)]
    bid_id = bids[0].id
    session.rollback()

    def try_to_lock(plan_id: int) -> bool:
        with app.app_context():
            try:
                locks.lock_as_planned(db.session(), plan_id, {bid_id: ""}, actor=STAFF, now=NOW)
            except ChangedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(max_workers=2) as pool:
        done = list(pool.map(try_to_lock, plan_ids))

    assert sum(done) == 1
