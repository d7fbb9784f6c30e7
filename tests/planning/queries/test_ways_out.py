"""The ways out of a disruption that the planner has found, beside each other."""

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning import disruptions
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries.ways_out import NOBODY, Concerned, ways_out
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, held_document
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar
from tests.planning.drafts import DAY, LATER
from tests.planning.solver_io.plans import save_plan

look = partial(disruptions.look_for_ways, actor=SYSTEM, now=NOW)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "first", LATER: "first"})


@pytest.fixture
def draft_id(session: Session, tour: Tour, adviser: Adviser, osaka: Bid) -> int:
    """A copy of a released plan in which the planner looks for ways out."""
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])})
    plan.state, plan.released_at = PlanState.RELEASED, NOW
    make_seminar(session, osaka, team=[adviser], taken=12)
    session.commit()
    lost = DisruptionDetails(DAY, DAY, places=frozenset({"27"}))
    key = disruptions.note_disruption(session, tour.id, lost, actor=SYSTEM, now=NOW)
    return look(session, key, 30)


def suggest(session: Session, draft_id: int, *after: dict[int, Held]) -> None:
    """Let the first runs end, each with what it suggests."""
    rows = session.scalars(
        select(DraftRun).where(DraftRun.draft_id == draft_id).order_by(DraftRun.run_id)
    )
    for row, held in zip(rows, after, strict=False):
        row.after, row.declines = held_document(held), []
        row.objective_yen = row.bound_yen = 0
    session.commit()


def test_where_nobody_looks_there_are_none(session: Session) -> None:
    assert ways_out(session, None) == ()
    assert ways_out(session, 999) == ()


def test_what_has_not_ended_is_there_without_a_suggestion(session: Session, draft_id: int) -> None:
    ways = ways_out(session, draft_id)

    kinds = [ReplanKind.IMPROVE, ReplanKind.REPAIR, ReplanKind.REST]
    assert [way.row.kind for way in ways] == kinds
    assert [(way.view, way.extra_yen, way.concerned) for way in ways] == [(None, None, NOBODY)] * 3


def test_each_tells_what_it_costs_and_whom_it_concerns_and_what_is_the_same_is_said_once(
    session: Session, draft_id: int, osaka: Bid, adviser: Adviser
) -> None:
    moved = {osaka.id: Held(LATER, (adviser.id,))}
    suggest(session, draft_id, moved, moved, {})

    first, second, third = ways_out(session, draft_id)

    assert first.view is not None
    assert [each.alteration.bid_id for each in first.view.changes] == [osaka.id]
    assert first.concerned == Concerned(12, 1, 1)
    assert first.extra_yen is not None
    assert first.extra_yen > 0
    assert (second.view, second.same_as) == (None, first.row)
    assert third.view is not None
    assert third.concerned.participants == 12


def test_a_suggestion_that_changes_nothing_concerns_nobody(
    session: Session, draft_id: int, osaka: Bid, adviser: Adviser
) -> None:
    suggest(session, draft_id, {osaka.id: Held(DAY, (adviser.id,))})

    way = ways_out(session, draft_id)[0]

    assert way.view is not None
    assert (way.view.changes, way.concerned) == ((), NOBODY)
