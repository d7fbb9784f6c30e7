"""An instance in numbers: positions for ids, day ordinals for dates, prices added up.

The search reads these values millions of times; everything that a bid's date or an adviser's
topics decide alone is worked out here, once. Days are proleptic Gregorian ordinals, as in
`datetime.date.toordinal`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from solver.formats.instance import Adviser, Bid, Instance, Rules


@dataclass(frozen=True, slots=True)
class CompiledAdviser:
    """An adviser as the search sees it.

    Attributes:
        index: Position in the instance.
        home: Position of the home among the places.
        unavailable: Days on which no trip may be under way, rising.
        max_seminars: Most seminars in all.
        max_per_month: Most seminars in one calendar month.
        max_nights_away: Most nights of one trip.
    """

    index: int
    home: int
    unavailable: tuple[int, ...]
    max_seminars: int
    max_per_month: int
    max_nights_away: int


@dataclass(frozen=True, slots=True)
class CompiledBid:
    """A bid as the search sees it.

    Attributes:
        index: Position in the instance.
        place: Position of its place.
        start: Minutes after midnight.
        end: Minutes after midnight.
        day_yen: Every day on which it can be held (rule 2), rising, with what holding it then
            costs: the wish for the date, the change of date, and the change of the whole team.
        able: For each slot, the advisers who have its topics, rising; of a locked bid, only the
            adviser who must come.
        kept_yen: Advisers who have been published for it, with what keeping each saves.
        decline_yen: What declining it costs, changes included.
        locked: Whether its current date and team must be kept.
    """

    index: int
    place: int
    start: int
    end: int
    day_yen: Mapping[int, int]
    able: tuple[tuple[int, ...], ...]
    kept_yen: Mapping[int, int]
    decline_yen: int
    locked: bool


@dataclass(frozen=True)
class CompiledTour:
    """A whole instance as the search sees it.

    Attributes:
        instance: What was compiled.
        rules: Its rules.
        minutes: Travel times between places.
        yen: Fares between places.
        advisers: In the order of the instance.
        bids: In the order of the instance.
        day_length: Minutes of a day on which one may travel (rule 12).
    """

    instance: Instance
    rules: Rules
    minutes: tuple[tuple[int, ...], ...]
    yen: tuple[tuple[int, ...], ...]
    advisers: tuple[CompiledAdviser, ...]
    bids: tuple[CompiledBid, ...]
    day_length: int


def compile_instance(instance: Instance) -> CompiledTour:
    """Return the instance in numbers."""
    rules = instance.rules
    return CompiledTour(
        instance=instance,
        rules=rules,
        minutes=instance.travel.minutes,
        yen=instance.travel.yen,
        advisers=tuple(compile_adviser(instance, adviser) for adviser in instance.advisers),
        bids=tuple(compile_bid(instance, bid) for bid in instance.bids),
        day_length=rules.day_end - rules.day_start,
    )


def compile_adviser(instance: Instance, adviser: Adviser) -> CompiledAdviser:
    """Return one adviser of the instance in numbers."""
    return CompiledAdviser(
        index=instance.adviser_index[adviser.id],
        home=instance.place_index[adviser.home],
        unavailable=tuple(sorted(day.toordinal() for day in adviser.unavailable)),
        max_seminars=adviser.max_seminars,
        max_per_month=adviser.max_per_month,
        max_nights_away=adviser.max_nights_away,
    )


def compile_bid(instance: Instance, bid: Bid) -> CompiledBid:
    """Return one bid of the instance in numbers."""
    rules, current = instance.rules, bid.current
    team = [instance.adviser_index[member] for member in current.advisers] if current else []
    whole_team_yen = rules.change_adviser_yen * len(team)
    change_yen = rules.change_date_yen if current else 0
    return CompiledBid(
        index=instance.bid_index[bid.id],
        place=instance.place_index[bid.place],
        start=bid.start,
        end=bid.end,
        day_yen={
            day.toordinal(): yen
            + whole_team_yen
            + (change_yen if current and day != current.date else 0)
            for day, yen in _possible_dates(instance, bid)
        },
        able=_able_advisers(instance, bid),
        kept_yen={
            member: rules.change_adviser_yen * times for member, times in Counter(team).items()
        },
        decline_yen=bid.decline_yen + change_yen + whole_team_yen,
        locked=bid.locked,
    )


def _possible_dates(instance: Instance, bid: Bid) -> list[tuple[date, int]]:
    """Return the dates of rule 2 with their yen; of a locked bid, its current date alone."""
    wanted = [bid.current.date] if bid.locked and bid.current else sorted(bid.dates)
    return [(day, bid.date_yen(day) or 0) for day in wanted if day in instance.horizon]


def _able_advisers(instance: Instance, bid: Bid) -> tuple[tuple[int, ...], ...]:
    able = tuple(map(instance.able, bid.slots))
    if not (bid.locked and bid.current):
        return able
    team = [instance.adviser_index[member] for member in bid.current.advisers]
    return tuple(
        (member,) if member in those else () for member, those in zip(team, able, strict=True)
    )


@cache
def month_of(day: int) -> int:
    """Return the calendar month of a day, as a number that rises by 1 each month."""
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1
