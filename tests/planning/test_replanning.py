"""Planning again from a draft: what is asked of the planner."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.planning import locks, services
from seminar_service.planning.drafting import NotADraft, delete_draft
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import (
    NothingFree,
    NothingToMend,
    ReplanKind,
    SuggestionState,
    read_held,
)
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import PlanningUnderWay, TimeLimitOutOfRange
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW
from tests.planning.drafts import DAY, LATER, STAFF, edited

start = partial(plan_again, actor=STAFF, now=NOW)
NOTHING = Selection()
EVERYTHING = Selection(everything=True)


def only(*bids: Bid) -> Selection:
    return Selection(ranges=tuple((bid.id, bid.id) for bid in bids))


def bids_of(run: PlanningRun) -> dict[str, dict[str, object]]:
    return {bid["id"]: bid for bid in run.instance["bids"]}


def test_the_rest_is_planned_with_what_the_draft_holds_as_what_stands(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    run_id = start(session, draft.id, ReplanKind.REST, NOTHING, 30)

    run = session.get_one(PlanningRun, run_id)
    bids = bids_of(run)
    assert bids[f"b{osaka.id}"]["current"] == {
        "date": DAY.isoformat(),
        "advisers": [f"a{adviser.id}"],
    }
    assert not bids[f"b{osaka.id}"]["locked"]
    assert bids[f"b{nagoya.id}"]["current"] is None
    row = session.scalars(select(DraftRun)).one()
    assert run.of_draft is row
    assert (row.kind, row.state, row.after) == (ReplanKind.REST, SuggestionState.OPEN, None)
    assert read_held(row.before) == held_by(session, draft.id)
    assert (row.pins, row.refused, run.plan) == ({}, [], None)
    (line,) = histories.lines(session, HistoryKind.RUN_STARTED)
    assert (line.subject_kind, line.subject_id) == (SubjectKind.RUN, run_id)
    assert line.data == {"seconds": 30, "plan": draft.id}
    assert draft.version == 1


def test_what_is_chosen_stays_and_is_locked_in_the_problem(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    run = session.get_one(PlanningRun, start(session, draft.id, ReplanKind.REST, EVERYTHING, 30))

    assert bids_of(run)[f"b{osaka.id}"]["locked"]
    assert run.of_draft is not None
    assert read_held(run.of_draft.pins) == {osaka.id: Held(DAY, (adviser.id,))}


def test_whoever_improves_a_part_leaves_all_else_as_it_is(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    run_id = start(session, draft.id, ReplanKind.IMPROVE, only(osaka), 30)

    run = session.get_one(PlanningRun, run_id)
    assert set(bids_of(run)) == {f"b{osaka.id}"}
    assert not bids_of(run)[f"b{osaka.id}"]["locked"]
    assert run.of_draft is not None
    assert run.of_draft.refused == [nagoya.id]


def test_there_is_nothing_to_plan_where_nothing_is_free(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    with pytest.raises(NothingFree):
        start(session, draft.id, ReplanKind.IMPROVE, NOTHING, 30)
    with pytest.raises(NothingFree):
        start(session, draft.id, ReplanKind.REST, only(osaka, nagoya), 30)
    assert not session.scalars(select(PlanningRun)).all()


def test_a_draft_is_repaired_only_where_it_is_broken(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    with pytest.raises(NothingToMend):
        start(session, draft.id, ReplanKind.REPAIR, NOTHING, 30)

    edited(session, draft, osaka, Held(LATER + timedelta(days=1), (adviser.id,)))
    run = session.get_one(PlanningRun, start(session, draft.id, ReplanKind.REPAIR, NOTHING, 30))
    assert run.instance["rules"]["change_date_yen"] > 1_000_000
    assert run.of_draft is not None
    assert run.of_draft.refused == [nagoya.id]


def test_what_the_tour_locks_stays_as_it_is_locked(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    locks.lock_as_planned(session, draft.id, {osaka.id: ""}, actor=STAFF, now=NOW)
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))

    run = session.get_one(PlanningRun, start(session, draft.id, ReplanKind.REST, NOTHING, 30))

    assert run.of_draft is not None
    assert read_held(run.of_draft.pins)[osaka.id].day == DAY


def test_one_run_of_a_draft_at_a_time_beside_one_of_its_tour(
    session: Session, tour: Tour, draft: Plan
) -> None:
    first = start(session, draft.id, ReplanKind.REST, NOTHING, 30)
    services.start_run(session, tour.id, 30, actor=SYSTEM, now=NOW)

    with pytest.raises(PlanningUnderWay) as refused:
        start(session, draft.id, ReplanKind.REST, EVERYTHING, 30)

    assert refused.value.run_id == first


def test_only_a_draft_of_a_tour_that_goes_on_is_planned_again(
    session: Session, tour: Tour, draft: Plan
) -> None:
    with pytest.raises(NotFound):
        start(session, draft.id + 100, ReplanKind.REST, NOTHING, 30)
    with pytest.raises(TimeLimitOutOfRange):
        start(session, draft.id, ReplanKind.REST, NOTHING, 0)
    tour.stage = TourStage.ARCHIVED
    session.commit()
    with pytest.raises(TourArchived):
        start(session, draft.id, ReplanKind.REST, NOTHING, 30)
    tour.stage, draft.state = TourStage.OPEN, PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        start(session, draft.id, ReplanKind.REST, NOTHING, 30)


def test_a_draft_that_is_deleted_asks_its_planner_to_end(session: Session, draft: Plan) -> None:
    run_id = start(session, draft.id, ReplanKind.REST, NOTHING, 30)

    delete_draft(session, draft.id, version=None, actor=STAFF, now=NOW)

    session.expire_all()
    run = session.get_one(PlanningRun, run_id)
    assert run.job.stop_requested
    assert run.of_draft is not None
    assert run.of_draft.draft_id is None
