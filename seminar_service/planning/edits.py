"""Editing drafts: holding bids otherwise, exchanging advisers, undoing and doing again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.draft_rows import Done, carry_out
from seminar_service.planning.drafting import locked_draft
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.locks import lock_mark
from seminar_service.planning.solver_io import Bench, draft_bench
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.storage.transaction import transaction

REFUSED_MARK: Final = "refused"


class NothingToUndo(DomainError):  # noqa: N818 (named after the rule)
    """Nothing has been done in the draft, or nothing is undone that could be done again."""

    code = "nothing_to_undo"
    category = Category.CONFLICT


class SeminarFinished(DomainError):  # noqa: N818 (named after the rule)
    """The bid's seminar is closed or was held: no plan changes it any more."""

    code = "seminar_finished"
    category = Category.CONFLICT


class TeamIncomplete(DomainError):  # noqa: N818 (named after the rule)
    """A bid is held by one adviser for each of its slots."""

    code = "team_incomplete"
    category = Category.INVALID


@dataclass(frozen=True, slots=True)
class Seat:
    """One adviser's place in a draft: a bid that it holds, and which slot, counted from 0."""

    bid_id: int
    position: int


Wish = Callable[[Bench], Iterable[Alteration]]
"""Says what is to be changed, given the draft as it is."""


def mark_of(held: Held | None) -> str:
    """Name what somebody saw of a bid in a draft."""
    return REFUSED_MARK if held is None else lock_mark(held.day, held.team)


def hold_bid(
    session: Session,
    plan_id: int,
    bid_id: int,
    wanted: Held | None,
    *,
    seen: str,
    actor: Actor,
    now: datetime,
) -> Done:
    """Hold a bid of a draft on a day by a team, or refuse it; whatever rules that breaks.

    Args:
        session: Where to write.
        plan_id: The draft.
        bid_id: The bid.
        wanted: When, and by whom in slot order; None to refuse it.
        seen: The mark of how the draft held it when it was shown.
        actor: Who does it.
        now: The present.

    Raises:
        NotFound: There is no such plan, or the bid is not of it.
        NotADraft: The plan is not edited by hand, or not any more.
        TourArchived: Its tour is kept as an earlier year.
        ChangedMeanwhile: Somebody has held the bid otherwise since it was shown.
        SeminarFinished: Its seminar is closed or was held.
        TeamIncomplete: The team has not one adviser for each slot.
        AdviserUnknown: An adviser does not take part.
        DayFar: The day lies more than a year outside the tour.
    """

    def wish(bench: Bench) -> Iterable[Alteration]:
        before = bench.held.get(bid_id)
        require_team(bench, bid_id, wanted)
        require_seen(before, wanted, seen)
        return [Alteration(bid_id, before, wanted)]

    return edit_draft(session, plan_id, wish, actor=actor, now=now)


def hold_in(
    session: Session, draft: Plan, bid_id: int, wanted: Held, *, actor: Actor, now: datetime
) -> Done:
    """Hold a bid of a draft that nobody else knows yet. Part of the caller's transaction.

    Raises:
        NotFound: The bid is not of the draft.
        SeminarFinished, TeamIncomplete, AdviserUnknown, DayFar: As for `hold_bid`.
    """

    def wish(bench: Bench) -> Iterable[Alteration]:
        require_team(bench, bid_id, wanted)
        return [Alteration(bid_id, bench.held.get(bid_id), wanted)]

    return _edited(session, draft, wish, actor=actor, now=now)


def swap_advisers(
    session: Session,
    plan_id: int,
    first: Seat,
    second: Seat,
    *,
    seen: tuple[str, str],
    actor: Actor,
    now: datetime,
) -> Done:
    """Let two advisers of a draft take each other's place.

    Args:
        session: Where to write.
        plan_id: The draft.
        first: The place of the one.
        second: That of the other, in another seminar.
        seen: The marks of how both bids were held when they were shown.
        actor: Who does it.
        now: The present.

    Raises:
        NotFound: There is no such plan, or it does not hold one of these places.
        ChangedMeanwhile: Somebody has held one of the bids otherwise since they were shown.
        NotADraft, TourArchived, SeminarFinished: As for `hold_bid`.
    """

    def wish(bench: Bench) -> Iterable[Alteration]:
        before = _seated(bench, first), _seated(bench, second)
        for each, mark in zip(before, seen, strict=True):
            require_seen(each, None, mark)
        one, other = before[0].team[first.position], before[1].team[second.position]
        after = _given(before[0], first, other), _given(before[1], second, one)
        seats = zip((first, second), before, after, strict=True)
        return [Alteration(seat.bid_id, old, new) for seat, old, new in seats]

    return edit_draft(session, plan_id, wish, actor=actor, now=now)


def undo(session: Session, plan_id: int, number: int, *, actor: Actor, now: datetime) -> Done:
    """Undo the last step in a draft, whoever has made it.

    Args:
        session: Where to write.
        plan_id: The draft.
        number: The step that was shown as the last.
        actor: Who undoes it.
        now: The present.

    Raises:
        NothingToUndo: There is none.
        ChangedMeanwhile: Another step is the last by now.
        NotFound, NotADraft, TourArchived: As for `hold_bid`.
    """
    with transaction(session):
        plan = locked_draft(session, plan_id)
        done = select(PlanEdit).where(PlanEdit.plan_id == plan_id, PlanEdit.undone_at.is_(None))
        edit = _shown(session.scalar(done.order_by(PlanEdit.number.desc()).limit(1)), number)
        edit.undone_by, edit.undone_at = actor.user_id, now
        alterations = [Alteration.read(each).backwards for each in reversed(edit.changes)]
        with draft_bench(session, plan_id) as bench:
            told = carry_out(session, plan, bench, edit, alterations)
        kind = HistoryKind.PLAN_EDIT_UNDONE
        mark_edited(session, plan, kind, actor=actor, now=now, step=edit.number)
        return told


def redo(session: Session, plan_id: int, number: int, *, actor: Actor, now: datetime) -> Done:
    """Do again the step that was undone last; the arguments and errors are those of `undo`."""
    with transaction(session):
        plan = locked_draft(session, plan_id)
        undone = select(PlanEdit).where(
            PlanEdit.plan_id == plan_id, PlanEdit.undone_at.is_not(None)
        )
        edit = _shown(session.scalar(undone.order_by(PlanEdit.number).limit(1)), number)
        edit.undone_by = edit.undone_at = None
        with draft_bench(session, plan_id) as bench:
            told = carry_out(session, plan, bench, edit, list(map(Alteration.read, edit.changes)))
        kind = HistoryKind.PLAN_EDIT_REDONE
        mark_edited(session, plan, kind, actor=actor, now=now, step=edit.number)
        return told


def edit_draft(session: Session, plan_id: int, wish: Wish, *, actor: Actor, now: datetime) -> Done:
    """Change what a wish says, as one step of a draft; nothing where it is so already.

    Raises:
        NotFound, NotADraft, TourArchived, SeminarFinished: As for `hold_bid`.
    """
    with transaction(session):
        return _edited(session, locked_draft(session, plan_id), wish, actor=actor, now=now)


def _edited(session: Session, plan: Plan, wish: Wish, *, actor: Actor, now: datetime) -> Done:
    with draft_bench(session, plan.id) as bench:
        alterations = [each for each in wish(bench) if each.before != each.after]
        if not alterations:
            return Done((), {})
        refuse_finished(session, [each.bid_id for each in alterations])
        edit = new_edit(session, plan.id, alterations, actor, now)
        told = carry_out(session, plan, bench, edit, alterations)
    kind = HistoryKind.PLAN_EDITED
    mark_edited(session, plan, kind, actor=actor, now=now, step=edit.number)
    return told


def require_team(bench: Bench, bid_id: int, wanted: Held | None) -> None:
    """See that a team has one adviser for each slot; else raises TeamIncomplete."""
    slots = len(bench.facts(bid_id).slots)
    if wanted is not None and len(wanted.team) != slots:
        raise TeamIncomplete(f"{len(wanted.team)} advisers for {slots} slots")


def require_seen(before: Held | None, wanted: Held | None, seen: str) -> None:
    """See that a bid is held as was shown; what is so already by another's hand is no conflict."""
    if mark_of(before) != seen and before != wanted:
        raise ChangedMeanwhile("bid of the draft")


def _shown(edit: PlanEdit | None, number: int) -> PlanEdit:
    if edit is None:
        raise NothingToUndo
    if edit.number != number:
        raise ChangedMeanwhile("draft")
    return edit


def _seated(bench: Bench, seat: Seat) -> Held:
    held = bench.held.get(seat.bid_id)
    if held is None or not 0 <= seat.position < len(held.team):
        raise NotFound("seat")
    return held


def _given(held: Held, seat: Seat, adviser_id: int) -> Held:
    team = list(held.team)
    team[seat.position] = adviser_id
    return Held(held.day, tuple(team))


def refuse_finished(session: Session, bid_ids: Iterable[int]) -> None:
    """See that no seminar of these bids is closed or was held; else raises SeminarFinished."""
    finished = select(Seminar.id).where(
        Seminar.bid_id.in_(list(bid_ids)), Seminar.stands, Seminar.state.not_in(MOVABLE_SEMINARS)
    )
    if session.scalar(finished.limit(1)) is not None:
        raise SeminarFinished


def new_edit(
    session: Session, plan_id: int, alterations: list[Alteration], actor: Actor, now: datetime
) -> PlanEdit:
    """A step after those that were done; what was undone cannot be done again any more.

    Part of the caller's transaction.
    """
    own = PlanEdit.plan_id == plan_id
    session.execute(delete(PlanEdit).where(own, PlanEdit.undone_at.is_not(None)))
    last = session.scalar(select(func.max(PlanEdit.number)).where(own)) or 0
    edit = PlanEdit(
        plan_id=plan_id,
        number=last + 1,
        changes=[each.document() for each in alterations],
        made_by=actor.user_id,
        made_at=now,
    )
    session.add(edit)
    return edit
