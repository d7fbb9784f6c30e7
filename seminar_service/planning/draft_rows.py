"""The rows of a draft: what it holds and refuses, what it costs, and who travels when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import (
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
    PlanSnapshot,
)
from seminar_service.planning.solver_io import Bench, planned_seminar, refusal_by_hand

_WORDS: Final = ("reason", "text_ja", "text_en", "office_text", "grounds")


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody has done to a draft.

    Attributes:
        alterations: Which bids are held otherwise; none where nothing had to be changed.
        parts: What that adds to the cost, by the name of each part.
    """

    alterations: tuple[Alteration, ...]
    parts: Mapping[str, int]


def carry_out(
    session: Session, plan: Plan, bench: Bench, edit: PlanEdit, alterations: list[Alteration]
) -> Done:
    """Bring rows, cost and trips of a draft to where a step leads.

    Part of the caller's transaction.

    Args:
        session: Where to write.
        plan: The draft.
        bench: The draft on the workbench, as it is before.
        edit: The step, which keeps the words of the refusals that it takes away.
        alterations: What it changes, or undoes.
    """
    before = {name: int(yen) for name, yen in plan.components.items()}
    bench.apply(alterations)
    kept = {each["bid"]: each.get("refusal") for each in edit.changes}
    for each in alterations:
        kept[each.bid_id] = _write(session, plan.id, each, kept[each.bid_id])
    edit.changes = [{**each, "refusal": kept[each["bid"]]} for each in edit.changes]
    _weigh(session, plan, bench, {one for each in alterations for one in each.advisers})
    session.flush()
    parts = {name: int(yen) - before.get(name, 0) for name, yen in plan.components.items()}
    return Done(tuple(alterations), parts)


def _write(
    session: Session, plan_id: int, alteration: Alteration, refusal: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Write how a bid is held, and return the words of its refusal where that is taken away."""
    row = session.scalar(_row(PlannedSeminar, plan_id, alteration.bid_id))
    declined = session.scalar(_row(PlannedDecline, plan_id, alteration.bid_id))
    if alteration.after is None:
        if row is not None:
            session.delete(row)
        if declined is None:
            session.add(_refusal(plan_id, alteration.bid_id, refusal))
        return refusal
    if declined is not None:
        refusal = {name: getattr(declined, name) for name in _WORDS}
        session.delete(declined)
    if row is None:
        row = planned_seminar(alteration.bid_id, alteration.after)
        row.plan_id = plan_id
        session.add(row)
    else:
        _move(session, row, alteration.after)
    return refusal


def _row(table: Any, plan_id: int, bid_id: int) -> Any:  # noqa: ANN401 (both tables)
    return select(table).where(table.plan_id == plan_id, table.bid_id == bid_id)


def _move(session: Session, row: PlannedSeminar, held: Held) -> None:
    row.day = held.day
    if tuple(member.adviser_id for member in row.team) != held.team:
        row.team.clear()
        session.flush()  # the old team goes before another takes its places
        row.team.extend(
            PlannedTeamMember(position=position, adviser_id=adviser_id)
            for position, adviser_id in enumerate(held.team)
        )


def _refusal(plan_id: int, bid_id: int, words: Mapping[str, Any] | None) -> PlannedDecline:
    """A refusal by hand, or the one that there was before, in its words."""
    row = refusal_by_hand(bid_id, words)
    row.plan_id = plan_id
    return row


def _weigh(session: Session, plan: Plan, bench: Bench, travelling: set[int]) -> None:
    bound_yen = session.execute(
        select(PlanSnapshot.bound_yen).where(PlanSnapshot.plan_id == plan.id)
    ).scalar_one()
    weighed = bench.weighed(plan.itineraries, travelling)
    plan.objective_yen = weighed.objective_yen
    plan.bound_yen = weighed.bound_yen(bound_yen)
    plan.proven_optimal = weighed.is_proven(bound_yen)
    plan.components = weighed.components
    plan.itineraries = weighed.itineraries
