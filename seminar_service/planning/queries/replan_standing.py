"""How a draft stands before it is planned again: what has to stay, and what is broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlanSnapshot
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.queries.locks import tour_locks
from seminar_service.planning.queries.waivers import waivers_of
from seminar_service.planning.replan_values import Kept, ReplanKind, Standing, kept_by
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import Bench, draft_bench, locked_in, places_in

_MOST_ROUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Outlook:
    """What planning a draft again would begin with.

    Attributes:
        document: The draft's own planning problem.
        standing: How its bids stand.
        kept: What stays.
        broken: The rules that the draft breaks and that nobody has waived.
        colliding: Those of them that what stays breaks by itself, so that the planner cannot mend
            them.
    """

    document: Mapping[str, Any]
    standing: Standing
    kept: Kept
    broken: tuple[Objection, ...]
    colliding: tuple[Objection, ...]


def outlook(session: Session, plan: Plan, kind: ReplanKind, selection: Selection) -> Outlook:
    """Return what planning a draft again would begin with. A fixed number of queries."""
    document: dict[str, Any] = session.execute(
        select(PlanSnapshot.instance).where(PlanSnapshot.plan_id == plan.id)
    ).scalar_one()
    places, locks = places_in(document), _locks(session, plan.tour_id, document)
    marks = waivers_of(session, [plan.id]).get(plan.id, {}).keys()
    with draft_bench(session, plan.id) as bench:
        held, objections = bench.held, bench.objections
        waived = [each for each in objections if each.mark in marks]
        standing = Standing(held, places, locks, _bids_of(waived))
        kept = kept_by(kind, selection, standing)
        if selection.frees_broken:
            kept = _freed(bench, kept, standing, waived)
        colliding = _broken_by(bench, kept.pins, waived)
    broken = tuple(each for each in objections if each.mark not in marks)
    return Outlook(document, standing, kept, broken, colliding)


def bids_of_draft(session: Session, plan_id: int) -> dict[int, str]:
    """The prefecture (code) of every bid of a draft's planning problem, by the key of the bid."""
    document = session.execute(
        select(PlanSnapshot.instance).where(PlanSnapshot.plan_id == plan_id)
    ).scalar_one()
    return places_in(document)


def _locks(session: Session, tour_id: int, document: Mapping[str, Any]) -> dict[int, Held]:
    """What has to stay by the draft's own problem, else by the tour's locks of today."""
    known = locked_in(document)
    today = {
        key: Held(lock.day, lock.team)
        for key, lock in tour_locks(session, tour_id).items()
        if known.could_hold(key, lock.team)
    }
    return {**today, **known.locks}


def _freed(bench: Bench, kept: Kept, standing: Standing, waived: list[Objection]) -> Kept:
    """The same without what breaks rules; what is locked, or was waived, stays all the same."""
    fixed = standing.locks.keys() | standing.waived
    for _ in range(_MOST_ROUNDS):
        broken = _bids_of(_broken_by(bench, kept.pins, waived)) - fixed
        if not broken:
            break
        kept = kept.without(broken)
    return kept


def _broken_by(
    bench: Bench, pins: Mapping[int, Held], waived: Iterable[Objection]
) -> tuple[Objection, ...]:
    """The rules that seminars break where they alone are held, without those that were waived.

    What part of a draft breaks of a rule that is waived for all of it is waived as well.
    """
    if not pins:
        return ()
    forgiven = [(each.kind, set(each.bid_ids), set(each.adviser_ids)) for each in waived]
    bench.follow(pins)
    return tuple(
        each
        for each in bench.objections
        if not any(
            each.kind is kind and bids.issuperset(each.bid_ids) and who.issuperset(each.adviser_ids)
            for kind, bids, who in forgiven
        )
        and (each.kind is not ObjectionKind.LOCKED_OTHERWISE or pins.keys() >= set(each.bid_ids))
    )


def _bids_of(objections: Iterable[Objection]) -> frozenset[int]:
    return frozenset(key for each in objections for key in each.bid_ids)
