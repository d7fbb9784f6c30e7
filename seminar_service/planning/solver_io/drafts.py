"""A plan to a draft: what of it today's planning problem still knows, with what it costs today."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.domain.errors import Category, DomainError
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import (
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
    PlanningRun,
    PlanOrigin,
    PlanSnapshot,
)
from seminar_service.planning.refusals import Reason
from seminar_service.planning.solver_io.inputs import planning_input
from seminar_service.planning.solver_io.instances import PlanningProblem
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.plans import next_number
from seminar_service.planning.solver_io.rows import held_by
from seminar_service.planning.solver_io.weighing import NOT_CLAIMED, digest_of, weigh
from seminar_service.planning.states import PlanState


class ProblemFaulty(DomainError):  # noqa: N818 (named after the rule)
    """What is entered makes no planning problem, so that no plan can be weighed by it."""

    code = "problem_faulty"
    category = Category.CONFLICT


def add_draft(
    session: Session, parent: Plan, problem: PlanningProblem, *, maker: int | None, now: datetime
) -> Plan:
    """Add a draft that begins as another plan, as far as the planning problem of now knows it.

    Part of the caller's transaction. Bids that are no longer planned are left out. Refused is what
    the parent does not hold, and what it gives to somebody whom planning knows no longer. What is
    over stays as it was held.

    Args:
        session: Where to write.
        parent: The plan that is copied.
        problem: The planning problem of now, made in the same transaction.
        maker: The account that copies it.
        now: The present.

    Raises:
        ProblemFaulty: The problem breaks its format.
    """
    instance = _read(problem)
    held = taken_over(held_by(session, parent.id), problem)
    digest = digest_of(problem.document)
    snapshot = PlanSnapshot(
        instance=problem.document,
        digest=digest,
        input=planning_input(parent.tour, problem).document(),
        moving={str(key): each.document() for key, each in problem.known.moving.items()},
        bound_yen=_bound_yen(session, parent, digest),
        taken_at=now,
    )
    declines = _declines(parent, instance, held)
    return _add(session, parent, (held, declines), snapshot, maker=maker, now=now)


def add_sibling(
    session: Session,
    parent: Plan,
    held: Mapping[int, Held],
    refusals: Iterable[Mapping[str, Any]],
    *,
    maker: int | None,
    now: datetime,
) -> Plan:
    """Add a draft that answers the planning problem of another otherwise.

    Part of the caller's transaction.

    Args:
        session: Where to write.
        parent: The draft, which may have been released.
        held: What the new one holds, by the key of the bid.
        refusals: Why bids are refused that it does not hold, as `refusal_documents` has it.
        maker: The account that makes it.
        now: The present.
    """
    own = session.get_one(PlanSnapshot, parent.id)
    snapshot = PlanSnapshot(
        instance=own.instance,
        digest=own.digest,
        input=own.input,
        moving=own.moving,
        bound_yen=own.bound_yen,
        taken_at=own.taken_at,
    )
    said = {each["bid"]: each["refusal"] for each in refusals}
    declines = _declines(parent, solver.read_instance(own.instance), held, said)
    return _add(session, parent, (held, declines), snapshot, maker=maker, now=now)


def knows_all(problem: PlanningProblem, held: Mapping[int, Held]) -> bool:
    """Whether a planning problem knows all bids that are held, and everybody who gives them."""
    bids = {row_id(each["id"]) for each in problem.document["bids"]}
    advisers = {row_id(each["id"]) for each in problem.document["advisers"]}
    return held.keys() <= bids and all(advisers.issuperset(each.team) for each in held.values())


def taken_over(planned: Mapping[int, Held], problem: PlanningProblem) -> dict[int, Held]:
    """Return what a copy holds of a plan: what the problem still knows, and what is over."""
    bids = {row_id(each["id"]) for each in problem.document["bids"]}
    known = {row_id(each["id"]) for each in problem.document["advisers"]}
    over = {
        key: Held(each.day, each.team)
        for key, each in problem.known.published.items()
        if each.settled
    }
    return {
        key: each
        for key, each in sorted({**planned, **over}.items())
        if key in bids and known.issuperset(each.team)
    }


def planned_seminar(bid_id: int, held: Held) -> PlannedSeminar:
    """A bid that a draft holds, as a row."""
    team = [
        PlannedTeamMember(position=position, adviser_id=adviser_id)
        for position, adviser_id in enumerate(held.team)
    ]
    return PlannedSeminar(bid_id=bid_id, day=held.day, team=team)


def refusal_by_hand(bid_id: int, words: Mapping[str, Any] | None = None) -> PlannedDecline:
    """A bid that was taken out of a draft, as a row: by somebody, or for the reason in `words`."""
    row = PlannedDecline(bid_id=bid_id, reason=Reason.OFFICE, instead=[], remedies=None)
    for name, value in (words or {}).items():
        setattr(row, name, value)
    return row


def _add(
    session: Session,
    parent: Plan,
    content: tuple[Mapping[int, Held], list[PlannedDecline]],
    snapshot: PlanSnapshot,
    *,
    maker: int | None,
    now: datetime,
) -> Plan:
    """Add a draft with the planning problem that it answers."""
    held, declines = content
    weighed = weigh(solver.read_instance(snapshot.instance), held)
    draft = Plan(
        tour_id=parent.tour_id,
        number=next_number(session, parent.tour_id),
        name=parent.name,
        made_by=maker,
        parent_id=parent.id,
        state=PlanState.EDITED,
        origin=PlanOrigin.HAND,
        proven_optimal=weighed.is_proven(snapshot.bound_yen),
        objective_yen=weighed.objective_yen,
        bound_yen=weighed.bound_yen(snapshot.bound_yen),
        components=weighed.components,
        itineraries=weighed.itineraries,
        created_at=now,
        seminars=[planned_seminar(key, each) for key, each in held.items()],
        declines=declines,
    )
    session.add(draft)
    session.flush()
    snapshot.plan_id = draft.id
    session.add(snapshot)
    return draft


def _read(problem: PlanningProblem) -> solver.Instance:
    try:
        return solver.read_instance(problem.document)
    except solver.InvalidInstance as error:
        raise ProblemFaulty(str(error)) from error


def _declines(
    parent: Plan,
    instance: solver.Instance,
    held: Mapping[int, Held],
    said: Mapping[int, Mapping[str, Any]] | None = None,
) -> list[PlannedDecline]:
    """The refusals; what the planner found out about them speaks of the parent alone.

    `said` has the words of those that the parent does not refuse.
    """
    words = said or {}
    before = {each.bid_id: each for each in parent.declines}
    bids = [row_id(bid.id) for bid in instance.bids]
    return [
        _copied(before[key]) if key in before else refusal_by_hand(key, words.get(key))
        for key in bids
        if key not in held
    ]


def _copied(decline: PlannedDecline) -> PlannedDecline:
    return PlannedDecline(
        bid_id=decline.bid_id,
        reason=decline.reason,
        text_ja=decline.text_ja,
        text_en=decline.text_en,
        office_text=decline.office_text,
        grounds=decline.grounds,
        instead=[],
        remedies=None,
    )


def _bound_yen(session: Session, parent: Plan, digest: str) -> int:
    """What was proven for the parent, where the question is still the same; else -1."""
    copied = session.execute(
        select(PlanSnapshot.digest, PlanSnapshot.bound_yen).where(PlanSnapshot.plan_id == parent.id)
    ).one_or_none()
    if copied is not None:
        return int(copied.bound_yen) if copied.digest == digest else NOT_CLAIMED
    solved = session.scalar(select(PlanningRun.instance).where(PlanningRun.plan_id == parent.id))
    same = solved is not None and digest_of(solved) == digest
    return parent.bound_yen if same else NOT_CLAIMED
