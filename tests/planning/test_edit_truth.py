"""Whatever is done in a draft, what is shown is what the planner's checker says of its rows."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, DomainError
from seminar_service.extensions import db
from seminar_service.planning import edits
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.queries.drafts import draft_view
from seminar_service.planning.queries.handovers import handover_view
from seminar_service.planning.queries.snapshots import instance_of
from seminar_service.planning.queries.splits import split_view
from seminar_service.planning.several_edits import BidWish, hold_several
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.solver_io.breaches import KINDS
from seminar_service.planning.solver_io.itineraries import itineraries_document
from seminar_service.planning.solver_io.weighing import seminars_of
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)
STAFF = Actor(ActorKind.ORGANISER)
TRAVEL = {ObjectionKind.TRAVEL, ObjectionKind.UNAVAILABLE}
CALM = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@dataclass
class Ground:
    """A draft with what can be done in it."""

    session: Session
    plan_id: int
    bids: list[int]
    advisers: list[int]

    def mark(self, bid_id: int) -> str:
        return edits.mark_of(held_by(self.session, self.plan_id).get(bid_id))


@pytest.fixture
def ground(session: Session, tour: Tour, adviser: Adviser) -> Ground:
    tour.max_seminars_per_day = 2
    near = make_adviser(session, tour, home="27", max_seminars=2, unavailable=[DAY])
    bids: list[Bid] = [
        make_bid(
            session,
            tour,
            place=place,
            days={
                DAY + timedelta(days=number): "first",
                DAY + timedelta(days=number + 2): "second",
            },
        )
        for number, place in enumerate(("27", "47", "01", "27"))
    ]
    plan = save_plan(session, tour, {bids[0]: (DAY, [adviser])})
    draft = copy_plan(session, plan.id, actor=STAFF, now=NOW)
    return Ground(session, draft, [bid.id for bid in bids], [adviser.id, near.id])


DEEDS = ["hold", "hold", "hold", "refuse", "swap", "hand over", "split", "undo", "undo", "redo"]
steps = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 5),
        st.integers(0, 1),
    ),
    max_size=8,
)


@given(steps=steps)
@CALM
def test_what_is_shown_is_what_the_checker_says_of_the_rows(
    ground: Ground, steps: list[tuple[str, int, int, int, int]]
) -> None:
    for deed, bid, other, day, adviser in steps:
        pair = ground.bids[bid], ground.bids[other]
        wanted = Held(DAY + timedelta(days=day), (ground.advisers[adviser],))
        with suppress(DomainError):  # nothing to undo, or nobody to exchange with
            do(ground, deed, pair, wanted)
        assert_true(ground)


def do(ground: Ground, deed: str, pair: tuple[int, int], held: Held) -> None:
    session, plan_id = ground.session, ground.plan_id
    who: dict[str, Any] = {"actor": STAFF, "now": NOW}
    bid, other = pair
    if deed in {"hold", "refuse"}:
        wanted = held if deed == "hold" else None
        edits.hold_bid(session, plan_id, bid, wanted, seen=ground.mark(bid), **who)
    elif deed == "swap" and bid != other:
        seats = edits.Seat(bid, 0), edits.Seat(other, 0)
        marks = ground.mark(bid), ground.mark(other)
        edits.swap_advisers(session, plan_id, *seats, seen=marks, **who)
    elif deed == "hand over":
        hand_over(ground, held.team[0], held.day)
    elif deed == "split":
        split(ground, bid, held.team[0])
    elif deed in {"undo", "redo"}:
        view = draft_view(session, plan_id)
        number = (view.at_hand.undoable if deed == "undo" else view.at_hand.redoable) or 0
        getattr(edits, deed)(session, plan_id, number, **who)


def hand_over(ground: Ground, giver_id: int, first: date) -> None:
    """Hand over what the page proposes, and see that it does what the page has said."""
    session, plan_id = ground.session, ground.plan_id
    days = (first, first + timedelta(days=3))
    view = handover_view(session, plan_id, giver_id, days=days, today=first)
    assert view.handover
    passing = [each for each in view.handover.passing if each.goes and each.choice]
    take(
        ground,
        {each.bid_id: each.choice.held for each in passing if each.choice},
        view.handover.whole.difference_yen,
    )
    assert not view.broken


def split(ground: Ground, bid_id: int, adviser_id: int) -> None:
    """Take the cheapest way to split a trip, and see that it does what the page has said."""
    view = split_view(ground.session, ground.plan_id, adviser_id, bid_id)
    for told in view.ways[:1]:
        wanted = {each.bid_id: each.after for each in told.way.alterations if each.after}
        take(ground, wanted, told.way.difference_yen)


def take(ground: Ground, wanted: dict[int, Held], difference_yen: int | None) -> None:
    session, plan_id = ground.session, ground.plan_id
    before = session.get_one(Plan, plan_id).objective_yen
    wishes = [BidWish(bid_id, held, ground.mark(bid_id)) for bid_id, held in wanted.items()]
    hold_several(session, plan_id, wishes, actor=STAFF, now=NOW)
    after = session.get_one(Plan, plan_id).objective_yen
    if before is not None and after is not None:
        assert after - before == difference_yen


def assert_true(ground: Ground) -> None:
    session = ground.session
    session.rollback()
    session.expire_all()
    plan = session.get_one(Plan, ground.plan_id)
    instance = solver.read_instance(instance_of(session, ground.plan_id) or {})
    seminars = seminars_of(held_by(session, ground.plan_id))
    whole = solver.Plan(instance.name, "feasible", None, None, seminars)
    report = solver.check(instance, whole)

    assert plan.objective_yen == report.objective_yen
    assert plan.components == asdict(report.components)
    assert plan.itineraries == itineraries_document(instance, whole, report)
    shown = [objection for objection, _ in draft_view(session, ground.plan_id).broken]
    kinds = sorted(each.kind for each in shown if each.kind not in TRAVEL)
    told = [KINDS[each.breach] for each in report.breaches]
    assert kinds == sorted(each for each in told if each not in TRAVEL)
    jammed = {each.advisers[0] for each in report.breaches if KINDS[each.breach] in TRAVEL}
    assert {f"a{each.adviser_ids[0]}" for each in shown if each.kind in TRAVEL} == jammed
    answered = {each.bid_id for each in plan.seminars} | {each.bid_id for each in plan.declines}
    assert answered == set(ground.bids)


def test_two_who_edit_one_bid_at_once_do_it_one_after_the_other(app: Flask, ground: Ground) -> None:
    bid = ground.bids[1]
    seen, plan_id = ground.mark(bid), ground.plan_id
    hold = partial(edits.hold_bid, seen=seen, actor=STAFF, now=NOW)
    wishes = [Held(DAY + timedelta(days=day), (one,)) for day in (1, 3) for one in ground.advisers]
    ground.session.rollback()

    def try_to(wanted: Held) -> bool:
        with app.app_context():
            try:
                hold(db.session(), plan_id, bid, wanted)
            except ChangedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(len(wishes)) as pool:
        done = list(pool.map(try_to, wishes))

    assert sum(done) == 1
    assert held_by(ground.session, plan_id)[bid] == wishes[done.index(True)]
    assert_true(ground)


def test_two_who_edit_two_bids_at_once_both_do_it(app: Flask, ground: Ground) -> None:
    plan_id, marks = ground.plan_id, {bid: ground.mark(bid) for bid in ground.bids[1:]}
    ground.session.rollback()

    def take_in(bid: int) -> None:
        wanted = Held(DAY + timedelta(days=ground.bids.index(bid)), (ground.advisers[0],))
        with app.app_context():
            edits.hold_bid(
                db.session(), plan_id, bid, wanted, seen=marks[bid], actor=STAFF, now=NOW
            )

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(take_in, ground.bids[1:]))

    assert set(held_by(ground.session, plan_id)) == set(ground.bids)
    assert_true(ground)
