"""The solver's refusals, remedies and collisions, with the keys of rows for its ids."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import solver
from seminar_service.planning.model import PlannedDecline
from seminar_service.planning.refusals import (
    Breach,
    Failure,
    FailureKind,
    Grounds,
    HinderedDay,
    Hindrance,
    Lock,
    Remedy,
    RemedyKind,
)
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.published import Appointment, Declines

HINDRANCES: Final[Mapping[solver.Rule, Hindrance]] = {
    solver.Rule.BIDS: Hindrance.OTHER,
    solver.Rule.DATE: Hindrance.OUTSIDE_PERIOD,
    solver.Rule.TEAM: Hindrance.OTHER,
    solver.Rule.ADVISER_LIMITS: Hindrance.ADVISERS_FULL,
    solver.Rule.DAY_LIMIT: Hindrance.DAY_FULL,
    solver.Rule.PLACE_GAP: Hindrance.PLACE_TOO_NEAR,
    solver.Rule.TRIPS: Hindrance.TRAVEL,
    solver.Rule.NIGHTS: Hindrance.TRAVEL,
    solver.Rule.STEPS: Hindrance.TRAVEL,
    solver.Rule.HOME: Hindrance.TRAVEL,
    solver.Rule.UNAVAILABLE: Hindrance.UNAVAILABLE,
    solver.Rule.LEGS: Hindrance.TRAVEL,
    solver.Rule.BUDGET: Hindrance.BUDGET,
}
"""What each broken rule is for the host; which rule forbids a journey is not their concern."""


def planned_decline(decline: solver.Decline) -> PlannedDecline:
    """Return a declined bid as a row.

    A text of the plan's author is kept as it is; without one the values say all.
    """
    told = decline.text or solver.Text("", "")
    return PlannedDecline(
        bid_id=row_id(decline.bid),
        reason=decline.reason,
        text_ja=told.ja,
        text_en=told.en,
        grounds=_grounds(decline).document(),
        extra_yen=decline.extra_yen,
        instead=[row_id(name) for name in decline.instead],
        remedies=None
        if decline.remedies is None
        else [_remedy(each).document() for each in decline.remedies],
    )


def refusal_document(decline: solver.Decline) -> dict[str, Any]:
    """Return a declined bid as JSON values: its key, and the words of its row."""
    row = planned_decline(decline)
    words = {name: getattr(row, name) for name in ("reason", "text_ja", "text_en", "grounds")}
    return {"bid": row.bid_id, "refusal": words}


def failure_of(collision: solver.Collision) -> Failure:
    """Return which locked bids collide, and on what."""
    locks = tuple(
        Lock(row_id(lock.bid), lock.date, tuple(map(row_id, lock.advisers)))
        for lock in collision.locks
    )
    return Failure(FailureKind.INFEASIBLE, locks, tuple(map(_breach, collision.broken)))


def failure_of_undecided(error: solver.Undecided) -> Failure:
    """Return what is known where the time was over before anything was proven."""
    return Failure(FailureKind.UNDECIDED, broken=tuple(map(_breach, error.broken)))


def failure_of_invalid(error: solver.InvalidInstance) -> Failure:
    """Return the faults of a planning problem that breaks its format."""
    faults = tuple((fault.path, fault.message) for fault in error.errors)
    return Failure(FailureKind.INVALID, faults=faults)


def breaches_of_locks(
    examiner: solver.Examiner, locked: Mapping[int, Appointment], declined: Declines
) -> tuple[Breach, ...]:
    """Return the rules that the locked bids of an instance break where they alone are held.

    What the planner would not tell is told, too: a lock with too few or too many advisers for its
    bid, which is none to it, and one on a day that the host has declined.

    Args:
        examiner: The planning problem.
        locked: What is locked, by the key of the bid.
        declined: The days that were declined.
    """
    instance = examiner.instance
    seminars = tuple(
        solver.Seminar(bid.id, bid.current.date, bid.current.advisers)
        for bid in instance.bids
        if bid.locked and bid.current
    )
    told: list[solver.Violation] = []
    for bid in instance.bids:
        lock = locked.get(row_id(bid.id))
        if lock and len(lock.team) != len(bid.slots):
            size, needed = len(lock.team), len(bid.slots)
            told.append(
                solver.Violation(solver.Breach.TEAM_SIZE, (bid.id,), found=size, limit=needed)
            )
        if lock and lock.day in declined.hosts.get(row_id(bid.id), frozenset()):
            told.append(
                solver.Violation(solver.Breach.DATE_NOT_OFFERED, (bid.id,), dates=(lock.day,))
            )
    return tuple(map(_breach, [*told, *_nearer(examiner, seminars)]))


def _nearer(
    examiner: solver.Examiner, seminars: Sequence[solver.Seminar]
) -> list[solver.Violation]:
    """Return what locked seminars break together, of journeys only what one alone breaks, if any.

    What breaks an adviser's journeys speaks of all their seminars of the year; where single ones
    are impossible whatever else is held, these are meant.
    """
    found: list[solver.Violation] = []
    for violation in _breaches(examiner, seminars):
        alone = [
            examiner.jam(violation.advisers[0], {one.bid: one.date})
            for one in seminars
            if violation.breach is solver.Breach.TRAVEL and one.bid in violation.bids
        ]
        found += list(filter(None, alone)) or [violation]
    return found


def _breaches(
    examiner: solver.Examiner, seminars: Sequence[solver.Seminar]
) -> Iterable[solver.Violation]:
    held = solver.Plan("locks", "feasible", None, None, tuple(seminars))
    return examiner.check(held).breaches


def _grounds(decline: solver.Decline) -> Grounds:
    return Grounds(
        topics=decline.topics,
        days=decline.dates,
        hindered=tuple(HinderedDay(each.date, _by(each.broken)) for each in decline.obstacles),
    )


def _by(broken: Iterable[solver.Violation]) -> dict[Hindrance, tuple[int, ...]]:
    """Return each hindrance in the order of the solver, with every adviser once."""
    concerned: dict[Hindrance, dict[int, None]] = {}
    for violation in broken:
        advisers = concerned.setdefault(HINDRANCES[violation.rule], {})
        advisers.update(dict.fromkeys(map(row_id, violation.advisers)))
    return {why: tuple(advisers) for why, advisers in concerned.items()}


def _remedy(remedy: solver.Remedy) -> Remedy:
    return Remedy(
        kind=RemedyKind(remedy.kind),
        day=remedy.seminar.date,
        adviser_id=None if remedy.adviser is None else row_id(remedy.adviser),
        free_day=remedy.day,
        budget_yen=remedy.budget_yen,
    )


def _breach(violation: solver.Violation) -> Breach:
    return Breach(
        rule=int(violation.rule),
        code=str(violation.breach),
        bid_ids=tuple(map(row_id, violation.bids)),
        adviser_ids=tuple(map(row_id, violation.advisers)),
        days=violation.dates,
        found=violation.found,
        limit=violation.limit,
        place=violation.place,
        topics=violation.topics,
        slot=violation.slot,
        causes=tuple(cause.name.lower() for cause in violation.causes),
    )
