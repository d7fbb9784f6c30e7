"""A draft's planning problem to that of a run: what stays is locked, what moves is charged."""

from collections.abc import Mapping
from typing import Any, Final

import solver
from seminar_service.planning.inputs import Held
from seminar_service.planning.moving import PRICE_CEILING_YEN
from seminar_service.planning.replan_values import Kept, ReplanKind
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.solver_io.names import adviser_name, row_id
from seminar_service.planning.solver_io.plans import CheckedPlan
from seminar_service.planning.solver_io.refusals import refusal_document
from seminar_service.planning.solver_io.relaxing import Relaxed
from seminar_service.planning.solver_io.weighing import held_in, seminars_of

DEAR_YEN: Final = 1_000_000
"""What each change costs where a draft is repaired: more than anything that it could save."""

_ALL_CHANGES_YEN: Final = 1_500_000_000
"""What changing everything may come to; costs are kept in columns of 32 bits."""

_CHANGES_OF_BID: Final = 3
"""A day and two advisers."""

_MOST_ROUNDS: Final = 12
"""How often what stays is looked at anew, until it breaks no rule any more."""

_PRICES: Final = ("change_date_yen", "change_adviser_yen")

Document = dict[str, Any]


def replan_problem(
    document: Mapping[str, Any], held: Mapping[int, Held], kept: Kept, kind: ReplanKind
) -> Document:
    """Return what the planner is asked: the draft's own problem, seen from the draft.

    What stays is locked, bids that stay refused are left out, and what the draft holds is what
    each other bid's `current` says, so that moving it is charged. Where what stays breaks a rule,
    that rule gives way to it, and to nothing else as far as a problem can say so: whoever keeps
    it wants it, and without it there would be no plan at all.

    Args:
        document: The draft's own planning problem.
        held: What the draft holds, by the key of the bid.
        kept: What stays.
        kind: What the planner is to do; who repairs a draft pays dearly for each change.
    """
    usual = document["rules"]
    rules = dict(usual)
    if kind is ReplanKind.REPAIR:
        rules |= {name: rules[name] + _dear_yen(len(document["bids"])) for name in _PRICES}
    bids = [
        _bid(each, held.get(row_id(each["id"])), kept.pins.get(row_id(each["id"])), usual)
        for each in document["bids"]
        if row_id(each["id"]) not in kept.refused
    ]
    relaxed = Relaxed({**document, "rules": rules, "bids": bids}, kept.pins)
    for _ in range(_MOST_ROUNDS):
        broken = Bench(relaxed.document, relaxed.pins).objections
        if not broken:
            break
        for objection in broken:
            relaxed.give_way(objection)
    return relaxed.document


def suggested(checked: CheckedPlan, pins: Mapping[int, Held]) -> dict[int, Held]:
    """Return what a plan for such a problem holds, by the key of the bid; what stays as it is."""
    planned = (each for each in checked.plan.seminars if row_id(each.bid) not in pins)
    return dict(sorted({**held_in(planned), **pins}.items()))


def refusal_documents(checked: CheckedPlan) -> list[Document]:
    """Return why a plan refuses bids, as JSON values."""
    return [refusal_document(each) for each in checked.plan.declined]


def start_document(document: Mapping[str, Any], held: Mapping[int, Held]) -> Document:
    """Return what a draft holds as a plan from which the planner goes on."""
    plan = solver.Plan(str(document["name"]), "feasible", None, None, seminars_of(held))
    return solver.write_plan(plan)


def _dear_yen(bids: int) -> int:
    return min(DEAR_YEN, _ALL_CHANGES_YEN // (_CHANGES_OF_BID * max(bids, 1)))


def _bid(bid: Document, held: Held | None, pin: Held | None, rules: Mapping[str, Any]) -> Document:
    slots = len(bid["slots"])
    if pin is not None and len(pin.team) == slots:
        return {**bid, "current": _current(pin), "locked": True}
    if held is None or len(held.team) != slots:
        return {**bid, "locked": False}
    return {**_charged(bid, held, rules), "current": _current(held), "locked": False}


def _charged(bid: Document, held: Held, rules: Mapping[str, Any]) -> Document:
    """The bid with what moving its released seminar costs in the prices of its days.

    Its `current` is the draft's from now on, and no longer says what is released. Where the draft
    leaves the day of the release alone the prices of change say the same of both.
    """
    released = bid["current"]
    if released is None or released["date"] == held.day.isoformat():
        return bid
    day_yen, adviser_yen = (rules[name] for name in _PRICES)
    dates = {
        day: _price(yen + (day_yen if day != released["date"] else 0))
        for day, yen in bid["dates"].items()
    }
    refusing = bid["decline_yen"] + day_yen + adviser_yen * len(released["advisers"])
    return {**bid, "dates": dates, "decline_yen": _price(refusing)}


def _current(held: Held) -> Document:
    return {"date": held.day.isoformat(), "advisers": list(map(adviser_name, held.team))}


def _price(yen: int) -> int:
    return min(yen, PRICE_CEILING_YEN)
