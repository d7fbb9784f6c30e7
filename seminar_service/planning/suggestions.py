"""What becomes of the planner's suggestion for a draft: taken in, kept as a plan, or discarded."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.draft_rows import Done, carry_out
from seminar_service.planning.drafting import locked_draft, locked_plan
from seminar_service.planning.edits import new_edit, refuse_finished
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries.locks import lock_mark, seminar_mark, standing_seminars
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import SuggestionState, held_document, read_held
from seminar_service.planning.runs import Fence
from seminar_service.planning.solver_io import (
    CheckedPlan,
    add_sibling,
    draft_bench,
    refusal_documents,
    suggested,
)
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived


class DraftGone(DomainError):  # noqa: N818 (named after the rule)
    """The draft for which the planner has suggested something was deleted."""

    code = "draft_gone"
    category = Category.CONFLICT


class SuggestionDiscarded(DomainError):  # noqa: N818 (named after the rule)
    """Somebody has thrown the suggestion away."""

    code = "suggestion_discarded"
    category = Category.CONFLICT


def end_with_suggestion(
    session: Session,
    run_id: int,
    checked: CheckedPlan,
    *,
    finish: Fence,
    actor: Actor,
    now: datetime,
) -> None:
    """End a run that began with a draft, and keep what it suggests; the draft stays as it is."""
    with transaction(session):
        row = session.get_one(DraftRun, run_id)
        row.after = held_document(suggested(checked, read_held(row.pins)))
        row.declines = refusal_documents(checked)
        row.objective_yen = checked.report.objective_yen
        row.bound_yen = checked.plan.bound_yen
        finish(session)
        subject = Subject(SubjectKind.RUN, run_id)
        history.record(session, HistoryKind.SUGGESTION_MADE, subject, actor, now)


def held_mark(held: Mapping[int, Held]) -> str:
    """Name what somebody saw of a draft: all that it holds."""
    said = json.dumps(held_document(held), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def differences(before: Mapping[int, Held], after: Mapping[int, Held]) -> list[Alteration]:
    """Return which bids are held otherwise, by their keys."""
    return [
        Alteration(key, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def take_in(session: Session, run_id: int, *, seen: str, actor: Actor, now: datetime) -> Done:
    """Change a draft as the planner has suggested, in one step that can be undone.

    Args:
        session: Where to write.
        run_id: The run that suggested it.
        seen: The mark of what the draft held when the differences were shown.
        actor: Who takes it in.
        now: The present.

    Raises:
        NotFound: There is no such run of a draft, or it suggests nothing.
        DraftGone: The draft was deleted.
        SuggestionDiscarded: Somebody has thrown it away.
        NotADraft: The draft has been released.
        TourArchived: Its tour is kept as an earlier year.
        ChangedMeanwhile: Somebody has changed the draft since the differences were shown.
        SeminarFinished: A seminar that would change is closed or was held by now.
    """
    with transaction(session):
        plan = locked_draft(session, _draft_id(session, run_id))
        row, after = _open(session, run_id)
        with draft_bench(session, plan.id) as bench:
            held = bench.held
            alterations = differences(held, after)
            if not alterations:
                return Done((), {})
            if held_mark(held) != seen:
                raise ChangedMeanwhile("draft")
            refuse_finished(session, _beyond_the_record(session, plan.tour_id, alterations))
            edit = new_edit(session, plan.id, alterations, actor, now)
            edit.changes = _with_reasons(edit.changes, row)
            told = carry_out(session, plan, bench, edit, alterations)
        _settle(row, SuggestionState.TAKEN, actor, now)
        kind = HistoryKind.PLAN_EDITED
        mark_edited(session, plan, kind, actor=actor, now=now, step=edit.number, run=run_id)
        return told


def keep_as_plan(session: Session, run_id: int, *, actor: Actor, now: datetime) -> int:
    """Make a draft of its own of what the planner has suggested, and return its key.

    It answers the same planning problem. That is possible, too, once the draft was released.

    Raises:
        NotFound, DraftGone, SuggestionDiscarded, TourArchived: As for `take_in`.
    """
    with transaction(session):
        parent = locked_plan(session, _draft_id(session, run_id))
        hold_unarchived(session, parent.tour_id)
        row, after = _open(session, run_id)
        draft = add_sibling(
            session, parent, after, row.declines or (), maker=actor.user_id, now=now
        )
        _settle(row, SuggestionState.KEPT, actor, now)
        subject = Subject(SubjectKind.PLAN, draft.id)
        kind = HistoryKind.PLAN_COPIED
        history.record(session, kind, subject, actor, now, parent=parent.id, run=run_id)
        return draft.id


def discard(session: Session, run_id: int, *, actor: Actor, now: datetime) -> None:
    """Throw a suggestion away; nothing happens where that was done before.

    Raises:
        NotFound: There is no such run of a draft, or it suggests nothing.
    """
    with transaction(session):
        row = _locked(session, run_id)
        if row.state is SuggestionState.DISCARDED:
            return
        _settle(row, SuggestionState.DISCARDED, actor, now)
        subject = Subject(SubjectKind.RUN, run_id)
        history.record(session, HistoryKind.SUGGESTION_DISCARDED, subject, actor, now)


def _draft_id(session: Session, run_id: int) -> int:
    """Which draft it is of, read before that is locked: the draft comes first, then the run."""
    found = session.execute(
        select(DraftRun.draft_id).where(DraftRun.run_id == run_id)
    ).one_or_none()
    if found is None:
        raise NotFound("suggestion")
    if found.draft_id is None:
        raise DraftGone
    return int(found.draft_id)


def _locked(session: Session, run_id: int) -> DraftRun:
    row = session.get(DraftRun, run_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is None or row.after is None:
        raise NotFound("suggestion")
    return row


def _open(session: Session, run_id: int) -> tuple[DraftRun, dict[int, Held]]:
    row = _locked(session, run_id)
    if row.state is SuggestionState.DISCARDED:
        raise SuggestionDiscarded
    return row, read_held(row.after or {})


def _settle(row: DraftRun, state: SuggestionState, actor: Actor, now: datetime) -> None:
    row.state, row.settled_by, row.settled_at = state, actor.user_id, now


def _with_reasons(changes: list[dict[str, object]], row: DraftRun) -> list[dict[str, object]]:
    """The changes, with why the planner refuses what it takes out."""
    reasons = {each["bid"]: each["refusal"] for each in row.declines or ()}
    return [
        each if each["after"] is not None else {**each, "refusal": reasons.get(each["bid"])}
        for each in changes
    ]


def _beyond_the_record(session: Session, tour_id: int, alterations: list[Alteration]) -> list[int]:
    """The bids that would not be held as their seminar stands; that alone is right for all."""
    standing = standing_seminars(session, tour_id)
    marks = {key: seminar_mark(each) for key, each in standing.items()}
    return [
        each.bid_id
        for each in alterations
        if each.after is None
        or marks.get(each.bid_id) != lock_mark(each.after.day, each.after.team)
    ]
