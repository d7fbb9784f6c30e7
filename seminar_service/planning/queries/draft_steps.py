"""What was done in a draft, and which step would be undone or done again."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.queries.alterations import alteration_texts
from seminar_service.planning.wording import BothLanguages

MOST_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did in a draft, as sentences."""

    edit: PlanEdit
    texts: tuple[BothLanguages, ...]


class AtHand(NamedTuple):
    """The numbers of steps of a draft.

    Attributes:
        undoable: The step that would be undone, None where there is none.
        redoable: The step that would be done again, None where there is none.
    """

    undoable: int | None
    redoable: int | None


def steps_at_hand(session: Session, plan_id: int) -> AtHand:
    """Say which steps of a draft would be undone and done again. One query."""
    is_done = PlanEdit.undone_at.is_(None)
    last = func.max(case((is_done, PlanEdit.number)))
    next_one = func.min(case((~is_done, PlanEdit.number)))
    found = session.execute(select(last, next_one).where(PlanEdit.plan_id == plan_id)).one()
    return AtHand(*found)


def steps_of(session: Session, plan_id: int) -> tuple[AtHand, tuple[Step, ...]]:
    """Return which steps are at hand, and the last steps; those undone come first. 3 queries."""
    rows = session.scalars(
        select(PlanEdit)
        .where(PlanEdit.plan_id == plan_id)
        .order_by(PlanEdit.number.desc())
        .options(joinedload(PlanEdit.maker), joinedload(PlanEdit.undoer))
    ).all()
    done = [row.number for row in rows if row.undone_at is None]
    undone = [row.number for row in rows if row.undone_at is not None]
    shown = rows[max(0, len(undone) - MOST_STEPS // 2) :][:MOST_STEPS]
    alterations = [[Alteration.read(change) for change in row.changes] for row in shown]
    texts = iter(alteration_texts(session, (one for those in alterations for one in those)))
    steps = tuple(
        Step(row, tuple(next(texts) for _ in those))
        for row, those in zip(shown, alterations, strict=True)
    )
    return AtHand(max(done, default=None), min(undone, default=None)), steps
