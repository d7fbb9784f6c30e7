"""What plans were made from: the planning problem and the input that were kept with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from seminar_service.planning.inputs import PlanningInput
from seminar_service.planning.model import PlanningRun, PlanSnapshot
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.moving_changes import Prices
from seminar_service.planning.queries.moving import prices_in


@dataclass(frozen=True, slots=True)
class Taken:
    """What a plan was made from.

    Attributes:
        at: When it was taken.
        known: What people had entered and decided; None for plans of old.
        moving: What moving each seminar was priced at, by the key of its bid.
    """

    at: datetime
    known: PlanningInput | None
    moving: Prices


def taken_for(session: Session, plan_ids: Sequence[int]) -> dict[int, Taken]:
    """Return what plans were made from, by their keys; nothing of records. Two queries."""
    runs = select(
        PlanningRun.plan_id, PlanningRun.created_at, PlanningRun.input, PlanningRun.moving
    ).where(PlanningRun.plan_id.in_(plan_ids))
    copies = select(
        PlanSnapshot.plan_id, PlanSnapshot.taken_at, PlanSnapshot.input, PlanSnapshot.moving
    ).where(PlanSnapshot.plan_id.in_(plan_ids))
    return _read(session, runs) | _read(session, copies)


def prices_of_plan(session: Session, plan_id: int) -> dict[int, PriceOfMoving]:
    """What moving each seminar was priced at when a plan was made, by the key of its bid.

    Empty for records, and for plans that were made before there was the rule.
    """
    found = taken_for(session, [plan_id]).get(plan_id)
    return dict(found.moving) if found else {}


def instance_of(session: Session, plan_id: int) -> dict[str, Any] | None:
    """The planning problem that a plan answers, None where it was not kept."""
    copied = select(PlanSnapshot.instance).where(PlanSnapshot.plan_id == plan_id)
    computed = select(PlanningRun.instance).where(PlanningRun.plan_id == plan_id)
    return session.scalar(copied) or session.scalar(computed)


def _read(session: Session, rows: Select[Any]) -> dict[int, Taken]:
    return {
        key: Taken(
            at, None if document is None else PlanningInput.read(document), prices_in(moving)
        )
        for key, at, document, moving in session.execute(rows)
    }
