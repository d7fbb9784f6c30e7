"""What the planner suggests for a draft, from the worker to the draft."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.extensions import db
from seminar_service.planning import edits, suggestions
from seminar_service.planning.drafting import NotADraft, delete_draft
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedDecline, PlanSnapshot
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, SuggestionState, read_held
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.planning.suggestions import (
    DraftGone,
    SuggestionDiscarded,
    discard,
    held_mark,
    keep_as_plan,
    take_in,
)
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from seminar_service.workers.registry import HANDLERS
from tests import histories
from tests.factories import NOW, make_seminar
from tests.planning.drafts import DAY, LATER, STAFF, edited
from tests.work.fixtures import MakeWorker

NOTHING = Selection()
take = partial(take_in, actor=STAFF, now=NOW)
keep = partial(keep_as_plan, actor=STAFF, now=NOW)
throw_away = partial(discard, actor=STAFF, now=NOW)


@pytest.fixture
def run_id(session: Session, make_worker: MakeWorker, draft: Plan) -> int:
    """The rest was planned again: Osaka would move to its first choice, and Nagoya be held."""
    return planned(session, make_worker, draft, ReplanKind.REST)


def planned(
    session: Session,
    make_worker: MakeWorker,
    draft: Plan,
    kind: ReplanKind,
    selection: Selection = NOTHING,
) -> int:
    run_id = plan_again(session, draft.id, kind, selection, 30, actor=STAFF, now=NOW)
    make_worker(HANDLERS).run_due()
    session.expire_all()
    return run_id


def suggested(session: Session, run_id: int) -> dict[int, Held]:
    session.expire_all()
    return read_held(session.get_one(DraftRun, run_id).after or {})


def mark(session: Session, draft: Plan) -> str:
    return held_mark(held_by(session, draft.id))


def test_a_worker_suggests_and_leaves_the_draft_as_it_is(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, run_id: int
) -> None:
    row = session.get_one(DraftRun, run_id)

    assert row.run.job.state == "done"
    assert suggested(session, run_id)[nagoya.id].day == DAY + timedelta(days=1)
    assert row.objective_yen == row.bound_yen
    assert row.run.plan is None
    assert set(held_by(session, draft.id)) == {osaka.id}
    assert len(session.scalars(select(Plan)).all()) == 2
    (line,) = histories.lines(session, HistoryKind.SUGGESTION_MADE)
    assert (line.subject_kind, line.subject_id) == (SubjectKind.RUN, run_id)


def test_moving_costs_what_the_tour_says_so_what_gains_less_stays(
    session: Session, tour: Tour, make_worker: MakeWorker, draft: Plan, osaka: Bid
) -> None:
    snapshot = session.get_one(PlanSnapshot, draft.id)
    rules = snapshot.instance["rules"]
    gain = tour.second_choice_yen - tour.first_choice_yen
    assert 0 < gain < rules["change_date_yen"]

    run_id = planned(session, make_worker, draft, ReplanKind.REST)

    assert suggested(session, run_id)[osaka.id].day == DAY


def test_it_is_taken_in_as_one_step_that_can_be_undone(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, run_id: int
) -> None:
    before = held_by(session, draft.id)

    done = take(session, run_id, seen=mark(session, draft))

    assert held_by(session, draft.id) == suggested(session, run_id)
    assert {each.bid_id for each in done.alterations} == {nagoya.id}
    (edit,) = session.scalars(select(PlanEdit))
    (line,) = histories.lines(session, HistoryKind.PLAN_EDITED)
    assert line.data["run"] == run_id
    row = session.get_one(DraftRun, run_id)
    assert (row.state, row.settled_at) == (SuggestionState.TAKEN, NOW)
    edits.undo(session, draft.id, edit.number, actor=STAFF, now=NOW)
    assert held_by(session, draft.id) == before
    edits.redo(session, draft.id, edit.number, actor=STAFF, now=NOW)
    assert held_by(session, draft.id) == suggested(session, run_id)
    assert osaka.id in before


def test_a_second_press_changes_nothing(session: Session, draft: Plan, run_id: int) -> None:
    seen = mark(session, draft)
    take(session, run_id, seen=seen)

    assert take(session, run_id, seen=seen).alterations == ()
    assert len(session.scalars(select(PlanEdit)).all()) == 1


def test_what_was_edited_meanwhile_is_not_lost_unseen(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, run_id: int
) -> None:
    seen = mark(session, draft)
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))

    with pytest.raises(ChangedMeanwhile):
        take(session, run_id, seen=seen)
    assert held_by(session, draft.id)[osaka.id].day == LATER

    take(session, run_id, seen=mark(session, draft))
    assert held_by(session, draft.id) == suggested(session, run_id)


def test_a_draft_that_was_released_or_archived_or_deleted_takes_nothing_in(
    session: Session, tour: Tour, draft: Plan, run_id: int
) -> None:
    seen = mark(session, draft)
    draft.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        take(session, run_id, seen=seen)
    own = session.get_one(Plan, keep(session, run_id))
    assert held_by(session, own.id) == suggested(session, run_id)
    draft.state, tour.stage = PlanState.EDITED, TourStage.ARCHIVED
    session.commit()
    for deed in (partial(take, seen=seen), keep):
        with pytest.raises(TourArchived):
            deed(session, run_id)
    tour.stage = TourStage.OPEN
    session.delete(own)
    session.commit()
    delete_draft(session, draft.id, version=None, actor=STAFF, now=NOW)
    session.expire_all()
    for deed in (partial(take, seen=seen), keep):
        with pytest.raises(DraftGone):
            deed(session, run_id)


def test_a_draft_deleted_while_its_planner_computes_stops_nothing_else(
    session: Session, make_worker: MakeWorker, draft: Plan
) -> None:
    run_id = plan_again(session, draft.id, ReplanKind.REST, NOTHING, 30, actor=STAFF, now=NOW)
    delete_draft(session, draft.id, version=None, actor=STAFF, now=NOW)

    make_worker(HANDLERS).run_due()

    session.expire_all()
    assert session.get_one(DraftRun, run_id).run.job.state == "done"
    with pytest.raises(DraftGone):
        take(session, run_id, seen="")


def test_a_suggestion_becomes_a_draft_of_its_own_with_the_same_problem(
    session: Session, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    own = session.get_one(Plan, keep(session, run_id))

    assert held_by(session, own.id) == suggested(session, run_id)
    assert nagoya.id not in held_by(session, draft.id)
    assert (own.parent_id, own.is_draft, own.number) == (draft.id, True, draft.number + 1)
    snapshots = [session.get_one(PlanSnapshot, each.id) for each in (draft, own)]
    assert snapshots[0].digest == snapshots[1].digest
    assert own.objective_yen is not None
    assert session.get_one(DraftRun, run_id).state is SuggestionState.KEPT


def test_what_was_thrown_away_is_not_taken_in(session: Session, draft: Plan, run_id: int) -> None:
    throw_away(session, run_id)
    throw_away(session, run_id)

    for deed in (partial(take, seen=mark(session, draft)), keep):
        with pytest.raises(SuggestionDiscarded):
            deed(session, run_id)
    assert len(histories.lines(session, HistoryKind.SUGGESTION_DISCARDED)) == 1


def test_what_there_is_not_is_not_found(session: Session, draft: Plan) -> None:
    run_id = plan_again(session, draft.id, ReplanKind.REST, NOTHING, 30, actor=STAFF, now=NOW)
    for deed in (partial(take, seen=""), keep, throw_away):
        for key in (run_id, run_id + 100):
            with pytest.raises(NotFound):
                deed(session, key)


def test_a_seminar_that_is_over_is_not_moved(
    session: Session, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    make_seminar(session, nagoya, day=DAY, state=SeminarState.HELD)

    with pytest.raises(edits.SeminarFinished):
        take(session, run_id, seen=mark(session, draft))
    assert nagoya.id not in held_by(session, draft.id)


def test_a_repair_mends_what_is_broken_and_moves_nothing_else(  # noqa: PLR0917 (fixtures)
    session: Session,
    make_worker: MakeWorker,
    draft: Plan,
    osaka: Bid,
    nagoya: Bid,
    adviser: Adviser,
) -> None:
    edited(session, draft, nagoya, Held(DAY + timedelta(days=1), (adviser.id,)))
    edited(session, draft, osaka, Held(DAY + timedelta(days=2), (adviser.id,)))

    run_id = planned(session, make_worker, draft, ReplanKind.REPAIR)

    after = suggested(session, run_id)
    assert after[nagoya.id] == Held(DAY + timedelta(days=1), (adviser.id,))
    assert after[osaka.id].day in {DAY, LATER}


def test_why_the_planner_refuses_a_bid_is_kept_with_the_step(
    session: Session, make_worker: MakeWorker, draft: Plan, osaka: Bid
) -> None:
    snapshot = session.get_one(PlanSnapshot, draft.id)
    document = dict(snapshot.instance)
    days = [DAY.isoformat(), LATER.isoformat()]
    document["advisers"] = [{**each, "unavailable": days} for each in document["advisers"]]
    snapshot.instance, snapshot.digest = document, "another"
    session.commit()

    run_id = planned(session, make_worker, draft, ReplanKind.REPAIR)
    take(session, run_id, seen=mark(session, draft))

    rows = session.scalars(select(PlannedDecline).where(PlannedDecline.plan_id == draft.id))
    reasons = {row.bid_id: row.reason for row in rows}
    assert osaka.id not in held_by(session, draft.id)
    assert reasons[osaka.id] == "no_free_adviser"


def test_of_two_who_take_it_in_while_one_edits_each_sees_what_the_other_did(
    app: Flask, session: Session, draft: Plan, osaka: Bid, run_id: int
) -> None:
    (adviser_id,) = held_by(session, draft.id)[osaka.id].team
    draft_id, osaka_id = draft.id, osaka.id
    seen, own_seen = mark(session, draft), edits.mark_of(held_by(session, draft_id)[osaka_id])
    session.commit()

    def deed(number: int) -> str:
        with app.app_context():
            mine = db.session()
            try:
                if number == 0:
                    wanted = Held(LATER, (adviser_id,))
                    edits.hold_bid(
                        mine, draft_id, osaka_id, wanted, seen=own_seen, actor=STAFF, now=NOW
                    )
                else:
                    told = suggestions.take_in(mine, run_id, seen=seen, actor=STAFF, now=NOW)
                    return "taken" if told.alterations else "nothing"
            except ChangedMeanwhile:
                return "refused"
        return "edited"

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(deed, range(3)))

    session.rollback()
    steps = len(session.scalars(select(PlanEdit)).all())
    assert steps == done.count("taken") + done.count("edited")
    assert done.count("taken") <= 1
    numbers = sorted(session.scalars(select(PlanEdit.number)))
    assert numbers == list(range(1, steps + 1))
