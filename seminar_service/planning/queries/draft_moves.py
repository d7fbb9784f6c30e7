"""Where a seminar of a draft can go, for whoever drags it: asked once for each picked up."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from seminar_service.planning.edits import refuse_finished
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries.drafts import ToldChoice, draft_of, told_choices
from seminar_service.planning.solver_io import Move, draft_bench


@dataclass(frozen=True, slots=True)
class Moves:
    """Where a seminar can go with one of its advisers, while the others stay.

    Attributes:
        is_locked: Whether it has to stay as it is.
        found: What breaks no rule, the cheapest first.
    """

    is_locked: bool
    found: tuple[Move, ...]


def moves_of(session: Session, plan_id: int, bid_id: int, position: int) -> Moves:
    """Say where a seminar of a draft can go. A fixed number of queries.

    Args:
        session: Where to read.
        plan_id: The draft.
        bid_id: A bid that it holds.
        position: The slot of the adviser who may be another, counted from 0.

    Raises:
        NotFound: There is no such plan, or it does not hold the bid, or that has no such slot.
        NotADraft: It is not edited by hand, or it has been released.
        SeminarFinished: The seminar is closed or was held.
    """
    draft_of(session, plan_id)
    refuse_finished(session, [bid_id])
    with draft_bench(session, plan_id) as bench:
        found = tuple(bench.moves(bid_id, position))
        return Moves(bench.facts(bid_id).is_locked, found)


def weighed_move(
    session: Session, plan_id: int, bid_id: int, position: int, *, day: date, adviser_id: int
) -> ToldChoice:
    """Say what a move costs and which rules it breaks. A fixed number of queries.

    Args:
        session: Where to read.
        plan_id: The draft.
        bid_id: A bid that it holds.
        position: The slot that the adviser is to fill, counted from 0.
        day: The day.
        adviser_id: The adviser.

    Raises:
        NotFound, NotADraft, SeminarFinished: As for `moves_of`.
        AdviserUnknown, DayFar: As for `edits.hold_bid`.
    """
    draft_of(session, plan_id)
    refuse_finished(session, [bid_id])
    with draft_bench(session, plan_id) as bench:
        held = bench.seated(bid_id, position)
        team = (*held.team[:position], adviser_id, *held.team[position + 1 :])
        choice = bench.choice(bid_id, Held(day, team))
    (told,) = told_choices(session, [choice])
    return told
