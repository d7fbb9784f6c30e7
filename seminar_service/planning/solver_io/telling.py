"""What breaks a rule on the workbench, by the keys of rows, as the office is told of it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise

import solver
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io.breaches import ShutDays, objection_of, travel_objections
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id

JamOf = Callable[[str, Collection[str]], solver.Violation | None]
"""Says why an adviser cannot travel to some bids, all others apart; both by the planner's ids."""


class Telling:
    """Tells what a draft breaks, as it is at that moment.

    Args:
        instance: The planning problem.
        shut: Why days cannot be chosen that hosts had offered.
        jam_of: Says it of the draft as it is.
    """

    def __init__(self, instance: solver.Instance, shut: ShutDays, jam_of: JamOf) -> None:
        self._instance = instance
        self._shut = shut
        self._jam_of = jam_of

    def of_all(self, violations: Iterable[solver.Violation]) -> Iterator[Objection]:
        """Yield what is broken, of travel each part of it."""
        for breach in violations:
            if breach.breach is solver.Breach.TRAVEL:
                yield from self._told_of_travel(breach)
            else:
                yield self._objection(breach)

    def of_choice(self, bid_id: int, breach: solver.Violation) -> Iterator[Objection]:
        """What forbids a choice: a taken day, the adviser's seminars near to it, or the rule."""
        told = self._objection(breach)
        others = [pair for pair in zip(told.bid_ids, told.days, strict=False) if pair[0] != bid_id]
        if breach.breach is not solver.Breach.TRAVEL:
            yield told
        elif breach.causes == (solver.Rule.UNAVAILABLE,) and not others:
            yield replace(told, kind=ObjectionKind.UNAVAILABLE)
        elif others and len(others) < len(told.bid_ids):
            for key, day in others:
                yield self._elsewhere(told, key, day)
        else:
            yield told

    def of_held(self, bid_id: int, breach: solver.Violation) -> Iterator[Objection]:
        """What a bid breaks as it is held; of travel what is near to it alone."""
        if breach.breach is not solver.Breach.TRAVEL:
            return self.of_choice(bid_id, breach)
        bids, own = list(map(row_id, breach.bids)), bid_id
        adviser_id = row_id(breach.advisers[0])
        alone = self._jam(adviser_id, [own])
        if alone is not None:
            return self.of_choice(bid_id, alone)
        near = [pair for pair in pairwise(bids) if own in pair]
        found = [jam for pair in near if (jam := self._jam(adviser_id, pair)) is not None]
        return chain.from_iterable(self.of_choice(bid_id, each) for each in found or [breach])

    def _objection(self, breach: solver.Violation) -> Objection:
        """The broken rule by the keys of rows; of a day that cannot be chosen, why."""
        told = objection_of(breach)
        if told.kind is not ObjectionKind.DAY_NOT_OFFERED:
            return told
        bid = self._instance.bids[self._instance.bid_index[breach.bids[0]]]
        return replace(told, kind=self._shut.why_not(told.days[0], bid.place))

    def _elsewhere(self, told: Objection, bid_id: int, day: date) -> Objection:
        bid = self._instance.bids[self._instance.bid_index[bid_name(bid_id)]]
        kind = ObjectionKind.ELSEWHERE
        return replace(told, kind=kind, bid_ids=(bid_id,), days=(day,), place=bid.place)

    def _told_of_travel(self, breach: solver.Violation) -> Iterator[Objection]:
        index = self._instance.adviser_index[breach.advisers[0]]
        unavailable = self._instance.advisers[index].unavailable
        yield from travel_objections(breach, frozenset(unavailable), self._jam)

    def _jam(self, adviser_id: int, bids: Collection[int]) -> solver.Violation | None:
        return self._jam_of(adviser_name(adviser_id), set(map(bid_name, bids)))
