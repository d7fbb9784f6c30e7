"""Locks that no longer fit what is known: said before planning, not after it has failed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from seminar_service.planning.queries.refusals import breach_texts
from seminar_service.planning.solver_io import (
    PlanningProblem,
    breaches_of_locks,
    planning_problem,
)
from seminar_service.planning.wording import BothLanguages
from seminar_service.tours.model import Tour


@dataclass(frozen=True, slots=True)
class LockTrouble:
    """A rule that locked bids break by themselves: which bids (keys), and what it is in words."""

    bid_ids: tuple[int, ...]
    text: BothLanguages


def lock_troubles(
    session: Session,
    tour: Tour,
    *,
    earliest: date | None,
    problem: PlanningProblem | None = None,
) -> tuple[LockTrouble, ...]:
    """Return what stands against the locks of a tour, nothing where they fit.

    Only locks can leave a tour without a plan. Each is checked by the planner's own rules beside
    all other locks: days that advisers are unavailable, limits, topics, journeys, the calendar.

    Args:
        session: Where to read.
        tour: The tour.
        earliest: The first day that can still be planned; None in hindsight.
        problem: The tour's planning problem for that, where it was read before.
    """
    problem = problem or planning_problem(
        session, tour, earliest=earliest, in_hindsight=earliest is None
    )
    known = problem.known
    if not known.locked:
        return ()
    breaches = breaches_of_locks(problem.examiner, known.locked, known.declines)
    texts = breach_texts(session, breaches)
    return tuple(
        LockTrouble(breach.bid_ids, text) for breach, text in zip(breaches, texts, strict=True)
    )
