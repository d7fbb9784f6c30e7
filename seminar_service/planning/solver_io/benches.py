"""A draft on the planner's workbench, by the keys of rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final, NamedTuple

import solver
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io.breaches import ShutDays, objection_of, travel_objections
from seminar_service.planning.solver_io.itineraries import trips_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id
from seminar_service.planning.solver_io.weighing import Weighed, held_in, seminars_of

A_YEAR: Final = timedelta(days=366)


class AdviserUnknown(DomainError):  # noqa: N818 (named after the rule)
    """The draft's planning problem does not know this adviser."""

    code = "adviser_unknown"
    category = Category.INVALID


class DayFar(DomainError):  # noqa: N818 (named after the rule)
    """The day lies more than a year before or after the tour; nobody can mean that."""

    code = "day_far"
    category = Category.INVALID


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to hold a bid of a draft.

    Attributes:
        held: When, and by whom.
        difference_yen: What it adds to the draft's cost, below 0 where it saves; None where one of
            the advisers concerned cannot travel so.
        parts: The same by the name of each part of the cost.
        broken: The rules that it breaks and that the draft does not break as it is.
    """

    held: Held
    difference_yen: int | None
    parts: Mapping[str, int]
    broken: tuple[Objection, ...]


class Move(NamedTuple):
    """Where a bid of a draft can go without breaking a rule, and what that adds to the cost."""

    held: Held
    difference_yen: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the planning problem says of a bid.

    Attributes:
        slots: The topics (codes) of each slot.
        days: The days that can be chosen for it, the earliest first.
        is_locked: Whether it has to stay as it is.
    """

    slots: tuple[frozenset[str], ...]
    days: tuple[date, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What a draft costs: in all, None where somebody cannot travel so, and by part."""

    yen: int | None
    parts: Mapping[str, int]


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
        self._shut = shut
        self._bench = solver.evaluate(self._instance, seminars_of(held))

    @property
    def held(self) -> dict[int, Held]:
        """What it holds."""
        return held_in(self._bench.seminars)

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
            told = (self._told_of_choice(bid_id, breach) for breach in option.forbidden)
            broken = tuple(chain.from_iterable(told))
            yield Choice(held, effect.difference_yen, asdict(effect.components), broken)

    def seated(self, bid_id: int, position: int) -> Held:
        """Return how a bid is held that has such a slot.

        Raises:
            NotFound: It is not of the draft, is refused, or has no such slot.
        """
        held = self.held.get(bid_id)
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
        told = (self._told_of_choice(bid_id, breach) for breach in effect.broken)
        broken = tuple(chain.from_iterable(told))
        return Choice(held, effect.difference_yen, asdict(effect.components), broken)

    def effect(self, bid_id: int, held: Held | None) -> tuple[int | None, Mapping[str, int]]:
        """Return what holding a bid so, or not, adds to the cost, and how that splits."""
        self._require(bid_id, held)
        effect = self._bench.effect_of(_move(bid_id, held))
        return effect.difference_yen, asdict(effect.components)

    def broken_with(self, bid_id: int, held: Held) -> tuple[Objection, ...]:
        """Return the rules in which a bid would have a part that are broken, were it held so.

        The draft stays as it is; what it breaks already counts.
        """
        before = self.held.get(bid_id)
        self._bench.apply(_move(bid_id, held))
        try:
            return tuple(each for each in self.objections if bid_id in each.bid_ids)
        finally:
            self._bench.apply(_move(bid_id, before))

    @property
    def cost(self) -> Cost:
        """What it costs as it is."""
        return Cost(self._bench.cost_yen, asdict(self._bench.components))

    @property
    def objections(self) -> tuple[Objection, ...]:
        """Every rule that is broken."""
        return tuple(self._told(self._bench.violations))

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

    def _told(self, violations: Iterable[solver.Violation]) -> Iterator[Objection]:
        for breach in violations:
            if breach.breach is solver.Breach.TRAVEL:
                yield from self._told_of_travel(breach)
            else:
                yield self._objection(breach)

    def _objection(self, breach: solver.Violation) -> Objection:
        """The broken rule by the keys of rows; of a day that cannot be chosen, why."""
        told = objection_of(breach)
        if told.kind is not ObjectionKind.DAY_NOT_OFFERED:
            return told
        bid = self._instance.bids[self._instance.bid_index[breach.bids[0]]]
        return replace(told, kind=self._shut.why_not(told.days[0], bid.place))

    def _told_of_choice(self, bid_id: int, breach: solver.Violation) -> Iterator[Objection]:
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

    def _elsewhere(self, told: Objection, bid_id: int, day: date) -> Objection:
        bid = self._instance.bids[self._instance.bid_index[bid_name(bid_id)]]
        kind = ObjectionKind.ELSEWHERE
        return replace(told, kind=kind, bid_ids=(bid_id,), days=(day,), place=bid.place)

    def _told_of_travel(self, breach: solver.Violation) -> Iterator[Objection]:
        index = self._instance.adviser_index[breach.advisers[0]]
        unavailable = self._instance.advisers[index].unavailable
        yield from travel_objections(breach, frozenset(unavailable), self._jam)

    def _jam(self, adviser_id: int, bids: Collection[int]) -> solver.Violation | None:
        return self._bench.jam_of(adviser_name(adviser_id), set(map(bid_name, bids)))


def _move(bid_id: int, held: Held | None) -> solver.Move:
    if held is None:
        return solver.Move(bid_name(bid_id))
    return solver.Move(bid_name(bid_id), held.day, tuple(map(adviser_name, held.team)))
