"""A draft on the planner's workbench, by the keys of rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

import solver
from seminar_service.domain.errors import NotFound
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection
from seminar_service.planning.solver_io.bench_values import (
    AdviserUnknown,
    Choice,
    Cost,
    DayFar,
    Facts,
    Move,
    Supposed,
)
from seminar_service.planning.solver_io.breaches import ShutDays
from seminar_service.planning.solver_io.itineraries import trips_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id
from seminar_service.planning.solver_io.telling import Telling
from seminar_service.planning.solver_io.trials import UNTOUCHED, Trial, newly_broken
from seminar_service.planning.solver_io.weighing import Weighed, held_in, seminars_of

A_YEAR: Final = timedelta(days=366)


class Bench:
    """A draft that is evaluated while it is changed; one thread uses it at a time.

    Args:
        document: The planning problem of the draft.
        held: What the draft holds, by the key of the bid.
        shut: Why days cannot be chosen that hosts had offered.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        held: Mapping[int, Held],
        shut: ShutDays = ShutDays(),  # noqa: B008 (a value that nothing changes)
    ) -> None:
        self._instance = solver.read_instance(document)
        self._bench = solver.evaluate(self._instance, seminars_of(held))
        self._telling = Telling(self._instance, shut, self._bench.jam_of)

    @property
    def held(self) -> dict[int, Held]:
        """What it holds."""
        return held_in(self._bench.seminars)

    def held_of(self, bid_id: int) -> Held | None:
        """Return how it holds one bid; None where it refuses it, or does not know it."""
        found = self._bench.seminar_of(bid_name(bid_id))
        return None if found is None else Held(found.date, tuple(map(row_id, found.advisers)))

    @property
    def bids(self) -> tuple[int, ...]:
        """All bids of the planning problem."""
        return tuple(row_id(bid.id) for bid in self._instance.bids)

    @property
    def advisers(self) -> tuple[int, ...]:
        """All advisers of the planning problem."""
        return tuple(row_id(adviser.id) for adviser in self._instance.advisers)

    def follow(self, held: Mapping[int, Held]) -> None:
        """Hold what the rows say, whatever was held before."""
        before = self.held
        for key in before.keys() | held.keys():
            if before.get(key) != held.get(key):
                self._bench.apply(_move(key, held.get(key)))

    def apply(self, alterations: Iterable[Alteration]) -> None:
        """Make changes, one after the other.

        Raises:
            NotFound: A bid is not of the draft.
            AdviserUnknown: An adviser is not.
            DayFar: A day lies far outside the tour.
        """
        wanted = list(alterations)
        for each in wanted:
            self._require(each.bid_id, each.after)
        for each in wanted:
            self._bench.apply(_move(each.bid_id, each.after))

    def facts(self, bid_id: int) -> Facts:
        """Return what is known of a bid.

        Raises:
            NotFound: It is not of the draft.
        """
        self._require(bid_id, None)
        bid = self._instance.bids[self._instance.bid_index[bid_name(bid_id)]]
        return Facts(tuple(map(frozenset, bid.slots)), tuple(sorted(bid.dates)), bid.locked)

    def choices(self, bid_id: int, day: date | None = None) -> Iterator[Choice]:
        """Yield the ways to hold a bid, the allowed ones first, then the cheapest; made lazily.

        Args:
            bid_id: The bid.
            day: The one day that is asked for, one of its `facts`; None for all.

        Raises:
            NotFound: It is not of the draft.
        """
        self._require(bid_id, None)
        options = self._bench.options_for(bid_name(bid_id))
        for option in options if day is None else options.on(day):
            held = Held(option.date, tuple(map(row_id, option.advisers)))
            effect = self._bench.effect_of(_move(bid_id, held))
            told = (self._telling.of_choice(bid_id, breach) for breach in option.forbidden)
            broken = tuple(chain.from_iterable(told))
            yield Choice(held, effect.difference_yen, asdict(effect.components), broken)

    def seated(self, bid_id: int, position: int) -> Held:
        """Return how a bid is held that has such a slot.

        Raises:
            NotFound: It is not of the draft, is refused, or has no such slot.
        """
        held = self.held_of(bid_id)
        if held is None or not 0 <= position < len(held.team):
            raise NotFound("seat")
        return held

    def moves(self, bid_id: int, position: int) -> Iterator[Move]:
        """Yield where a bid can go with one of its advisers, breaking nothing; the cheapest first.

        The others in its team stay.

        Args:
            bid_id: A bid that is held.
            position: The slot of the adviser who may be another, counted from 0.

        Raises:
            NotFound: As for `seated`.
        """
        held = self.seated(bid_id, position)
        seated = {slot: adviser_name(key) for slot, key in enumerate(held.team) if slot != position}
        for option in self._bench.options_for(bid_name(bid_id), seated).allowed():
            if option.difference_yen is not None:
                team = tuple(map(row_id, option.advisers))
                yield Move(Held(option.date, team), option.difference_yen)

    def choice(self, bid_id: int, held: Held) -> Choice:
        """Return what holding a bid so, whatever rules that breaks, costs and breaks.

        Raises:
            NotFound, AdviserUnknown, DayFar: As for `apply`.
        """
        self._require(bid_id, held)
        effect = self._bench.effect_of(_move(bid_id, held))
        new = newly_broken(effect.broken, effect.mended)
        broken = self._told_as_held(bid_id, held, new) if new else ()
        return Choice(held, effect.difference_yen, asdict(effect.components), broken)

    def _told_as_held(
        self, bid_id: int, held: Held, broken: Iterable[solver.Violation]
    ) -> tuple[Objection, ...]:
        before = self.held_of(bid_id)
        self._bench.apply(_move(bid_id, held))
        try:
            told = [self._telling.of_held(bid_id, breach) for breach in broken]
            return tuple(dict.fromkeys(chain.from_iterable(told)))
        finally:
            self._bench.apply(_move(bid_id, before))

    def effect(self, bid_id: int, held: Held | None) -> tuple[int | None, Mapping[str, int]]:
        """Return what holding a bid so, or not, adds to the cost, and how that splits."""
        self._require(bid_id, held)
        effect = self._bench.effect_of(_move(bid_id, held))
        return effect.difference_yen, asdict(effect.components)

    def broken_with(self, bid_id: int, held: Held) -> tuple[Objection, ...]:
        """Return the rules in which a bid would have a part that are broken, were it held so.

        The draft stays as it is; what it breaks already counts.
        """
        before = self.held_of(bid_id)
        self._bench.apply(_move(bid_id, held))
        try:
            return tuple(each for each in self.objections if bid_id in each.bid_ids)
        finally:
            self._bench.apply(_move(bid_id, before))

    def able(self, bid_id: int, position: int) -> tuple[int, ...]:
        """Return who has the topics of a slot, and fills no other of the bid as it is held.

        Raises:
            NotFound: As for `seated`.
        """
        held = self.seated(bid_id, position)
        topics = self.facts(bid_id).slots[position]
        others = {key for slot, key in enumerate(held.team) if slot != position}
        known = ((row_id(each.id), each.topics) for each in self._instance.advisers)
        return tuple(key for key, own in known if topics <= own and key not in others)

    def fits(self, bid_id: int, held: Held) -> int | None:
        """Return what holding a bid so adds to the cost, part by part; None where it may not be.

        Locks do not count. Where somebody cannot travel as planned before, this is without what
        they cost; `choice` says what stands against it.
        """
        self._require(bid_id, held)
        trial = UNTOUCHED.then(self._bench.effect_of(_move(bid_id, held)))
        return sum(trial.parts.values()) if trial.breaks_only_locks else None

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Hold what was held before, whatever is applied meanwhile."""
        before = self.held
        try:
            yield
        finally:
            self.follow(before)

    @contextmanager
    def supposing(self, bid_id: int, held: Held, upon: Trial = UNTOUCHED) -> Iterator[Trial]:
        """Hold a bid otherwise for a while, upon what is supposed already.

        Raises:
            NotFound, AdviserUnknown, DayFar: As for `apply`.
        """
        self._require(bid_id, held)
        before = self.held_of(bid_id)
        effect = self._bench.apply(_move(bid_id, held))
        try:
            yield upon.then(effect)
        finally:
            self._bench.apply(_move(bid_id, before))

    def supposed(self, wanted: Mapping[int, Held]) -> Supposed:
        """Return what holding several bids so would do; the draft stays as it is.

        Raises:
            NotFound, AdviserUnknown, DayFar: As for `apply`.
        """
        with ExitStack() as stack:
            trial = UNTOUCHED
            for bid_id, held in wanted.items():
                trial = stack.enter_context(self.supposing(bid_id, held, trial))
            told = tuple(self._telling.of_all(trial.new))
            return Supposed(trial.difference_yen, self._bench.cost_yen, trial.parts, told)

    def trips(self, adviser_id: int) -> tuple[tuple[int, ...], ...]:
        """Return the bids of each of an adviser's trips; none where they cannot travel so.

        Raises:
            AdviserUnknown: The planning problem does not know them.
        """
        if adviser_name(adviser_id) not in self._instance.adviser_index:
            raise AdviserUnknown(f"adviser {adviser_id}")
        found = self._bench.trips_of(adviser_name(adviser_id))
        return tuple(tuple(map(row_id, trip.bids)) for trip in found)

    @property
    def cost(self) -> Cost:
        """What it costs as it is."""
        return Cost(self._bench.cost_yen, asdict(self._bench.components))

    @property
    def objections(self) -> tuple[Objection, ...]:
        """Every rule that is broken."""
        return tuple(self._telling.of_all(self._bench.violations))

    def weighed(self, itineraries: Mapping[str, Any], travelling: Collection[int]) -> Weighed:
        """Return what the draft costs now, with each adviser's trips.

        Args:
            itineraries: The trips as they were before the last changes.
            travelling: The advisers (keys) whom these changes concern.
        """
        days = {each.bid: each.date for each in self._bench.seminars}
        trips = dict(itineraries)
        for adviser_id in travelling:
            found = self._bench.trips_of(adviser_name(adviser_id))
            trips.pop(str(adviser_id), None)
            if found:
                trips[str(adviser_id)] = trips_document(self._instance, found, days)
        return Weighed(
            self._bench.cost_yen,
            asdict(self._bench.components),
            trips,
            is_valid=not self._bench.violations,
        )

    def _require(self, bid_id: int, held: Held | None) -> None:
        if bid_name(bid_id) not in self._instance.bid_index:
            raise NotFound("bid of the draft")
        horizon = self._instance.horizon
        if held and not horizon.start - A_YEAR <= held.day <= horizon.end + A_YEAR:
            raise DayFar(held.day.isoformat())
        for each in held.team if held else ():
            if adviser_name(each) not in self._instance.adviser_index:
                raise AdviserUnknown(f"adviser {each}")


def _move(bid_id: int, held: Held | None) -> solver.Move:
    if held is None:
        return solver.Move(bid_name(bid_id))
    return solver.Move(bid_name(bid_id), held.day, tuple(map(adviser_name, held.team)))
