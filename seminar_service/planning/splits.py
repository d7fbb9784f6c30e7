"""Ways to split a trip of several seminars, each with what it costs; nothing is changed.

Trips follow from days and advisers: of all ways to make the journeys the cheapest counts. So a
trip is split by giving a part of it to somebody else, or by holding a part of it on other days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import prod
from typing import Final

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.handovers import handed, receivers
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io import UNTOUCHED, Bench, Trial

MOST_DAYS: Final = 60
"""Combinations of days that are weighed for one part of a trip."""
MOST_WAYS: Final = 12
"""Ways that are told; whoever wants others edits the seminars one by one."""


class SplitKind(StrEnum):
    """How a trip is split: which part of it goes to others, or to other days."""

    OTHER_ADVISER = "other_adviser"
    LATER_DAYS = "later_days"
    EARLIER_DAYS = "earlier_days"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a trip is split.

    Attributes:
        adviser_id: Whose trip.
        earlier: The bids after which the adviser is at home again, in the order of the trip.
        later: The others.
    """

    adviser_id: int
    earlier: tuple[int, ...]
    later: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SplitWay:
    """One way to split a trip that breaks no rule but that of locks.

    Attributes:
        kind: How.
        cut: Where.
        alterations: Which bids are held otherwise by it.
        difference_yen: What that adds to the cost, below 0 where it saves.
        parts: The same by the name of each part of the cost.
        locks: How many locks it breaks.
    """

    kind: SplitKind
    cut: Cut
    alterations: tuple[Alteration, ...]
    difference_yen: int
    parts: Mapping[str, int]
    locks: int


@dataclass(frozen=True, slots=True)
class SplitWays:
    """What was found.

    Attributes:
        ways: The ways, the cheapest first; as many as a person reads.
        weighed_all: Whether every combination of days was weighed.
    """

    ways: tuple[SplitWay, ...]
    weighed_all: bool


def cuts_of(adviser_id: int, trip: Sequence[int]) -> tuple[Cut, ...]:
    """Every place where a trip can be split, from the first on."""
    return tuple(
        Cut(adviser_id, tuple(trip[:index]), tuple(trip[index:])) for index in range(1, len(trip))
    )


def ways_to_split(bench: Bench, cuts: Sequence[Cut], finished: Collection[int] = ()) -> SplitWays:
    """Return the ways that split a trip and break no rule but that of locks, the cheapest first.

    Args:
        bench: The draft; it is as before afterwards.
        cuts: Where it may be split.
        finished: Bids whose seminars are closed or were held: these stay.
    """
    found: dict[frozenset[Alteration], SplitWay] = {}
    weighed_all = True
    for cut in cuts:
        later = {key: each for key in cut.later if (each := bench.held_of(key))}
        if not later.keys() & set(finished):
            for wanted in _given(bench, cut, later):
                _weigh(bench, _Search(SplitKind.OTHER_ADVISER, cut, found), wanted)
        for kind, part in (
            (SplitKind.LATER_DAYS, cut.later),
            (SplitKind.EARLIER_DAYS, cut.earlier),
        ):
            wanted = _days(bench, part, finished)
            weighed_all &= prod(map(len, wanted.values())) <= MOST_DAYS
            _weigh(bench, _Search(kind, cut, found), wanted)
    ordered = sorted(found.values(), key=lambda way: way.difference_yen)
    return SplitWays(tuple(ordered[:MOST_WAYS]), weighed_all)


Wanted = Mapping[int, Sequence[Held]]
"""How each bid of a part of a trip could be held, by bid."""


@dataclass(slots=True)
class _Search:
    """What is looked for, what was found, and how many combinations were weighed for it."""

    kind: SplitKind
    cut: Cut
    found: dict[frozenset[Alteration], SplitWay]
    weighed: int = 0


def _weigh(
    bench: Bench,
    search: _Search,
    wanted: Wanted,
    trial: Trial = UNTOUCHED,
    done: tuple[Alteration, ...] = (),
) -> None:
    """Weigh every combination, one bid after the other, as many as there is time for."""
    if search.weighed >= MOST_DAYS:
        return
    if not wanted:
        search.weighed += 1
        _take_if_split(bench, search, trial, done)
        return
    key, *others = wanted
    rest = {other: wanted[other] for other in others}
    before = bench.held_of(key)
    for held in wanted[key]:
        if held == before:
            _weigh(bench, search, rest, trial, done)
        else:
            with bench.supposing(key, held, trial) as further:
                _weigh(bench, search, rest, further, (*done, Alteration(key, before, held)))


def _take_if_split(
    bench: Bench, search: _Search, trial: Trial, done: tuple[Alteration, ...]
) -> None:
    """Keep a way that breaks no rule but that of locks, if it leaves the trip no more as one."""
    cut, yen = search.cut, trial.difference_yen
    if not done or yen is None or not trial.breaks_only_locks:
        return
    one, other = set(cut.earlier), set(cut.later)
    if not any(one & set(trip) and other & set(trip) for trip in bench.trips(cut.adviser_id)):
        way = SplitWay(search.kind, cut, done, yen, trial.parts, len(trial.new))
        search.found.setdefault(frozenset(done), way)


def _given(bench: Bench, cut: Cut, later: Mapping[int, Held]) -> Iterator[Wanted]:
    """The later part with each other adviser who could give its first seminar, and with several."""
    first, *_ = later.items()
    for receiver in bench.advisers:
        takes = receiver != cut.adviser_id and receiver not in first[1].team
        if takes and bench.fits(first[0], handed(first[1], cut.adviser_id, receiver)) is not None:
            yield {key: [handed(held, cut.adviser_id, receiver)] for key, held in later.items()}
    if len(later) > 1:
        with bench.trying():
            found = receivers(bench, later, cut.adviser_id)
        if found.keys() == later.keys():
            yield {key: [handed(held, cut.adviser_id, found[key])] for key, held in later.items()}


def _days(bench: Bench, part: Sequence[int], finished: Collection[int]) -> Wanted:
    """The days on which each bid of a part could be held, those near to its own first."""
    found = {}
    for key in part:
        held = bench.held_of(key)
        if held is not None:
            days = {held.day} if key in finished else {held.day, *bench.facts(key).days}
            found[key] = [Held(day, held.team) for day in _nearest(days, held.day)]
    return found


def _nearest(days: Iterable[date], own: date) -> list[date]:
    return sorted(days, key=lambda day: (abs((day - own).days), day))
