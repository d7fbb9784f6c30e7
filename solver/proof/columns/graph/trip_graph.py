"""Building the trip graph of a tour."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from solver.proof.columns.graph.arcs import Clock, Stops, arcs_between
from solver.proof.columns.graph.arrays import Flags, Floats, Ints, TripGraph
from solver.proof.columns.graph.month_limits import CountedStops, periods
from solver.tour.compiled import CompiledAdviser, CompiledBid, CompiledTour

T = TypeVar("T", bound=np.generic)

MINUTES_OF_A_DAY = 1440
MARGIN = 3
"""Days counted before and after the horizon, for leaving and returning outside it."""

EVERYBODY = slice(None)

Kinds = list[tuple[int, ...]]
"""The different sets of advisers that a bid's slots ask for."""

Node = tuple[int, int, int, int, int, int]
"""Day, start, end, bid, kinds, own yen."""


class AdviserGraph(NamedTuple):
    """One adviser's nodes and arcs, as in `TripGraph`; all positions are counted from 0.

    Attributes:
        stops: What decides about the arcs.
        kinds: Which kinds of slot the adviser can fill there.
        own_yen: What visiting costs besides travel.
        before: Nights before the day, if a trip begins here.
        after: Nights after the day, if a trip ends here.
        home_order: The nodes in the order of being home.
        home_before: How many of them are home when a trip that begins here leaves.
        leave_order: The nodes in the order of leaving.
        leave_after: How many of them leave before a trip that ends here is home.
        arc_first: Node to its first arc, with the end of all arcs behind.
        arc_to: Where the arc leads.
        arc_yen: Fare and hotels of the arc.
        period: Within what seminars are counted.
    """

    stops: Stops
    kinds: Ints
    own_yen: Floats
    before: Ints
    after: Ints
    home_order: Ints
    home_before: Ints
    leave_order: Ints
    leave_after: Ints
    arc_first: Ints
    arc_to: Ints
    arc_yen: Floats
    period: Ints


class Arcs(NamedTuple):
    """All arcs, by their source and by their target, as in `TripGraph`."""

    arc_first: Ints
    arc_to: Ints
    arc_yen: Floats
    in_first: Ints
    in_from: Ints
    in_yen: Floats


class Calendar(NamedTuple):
    """How days are counted: from `origin`, an ordinal, and so many."""

    origin: int
    days: int


def calendar_of(tour: CompiledTour) -> Calendar:
    """Return the days that a tour's trips may touch."""
    horizon = tour.instance.horizon
    origin = horizon.start.toordinal() - MARGIN
    return Calendar(origin, horizon.end.toordinal() + MARGIN + 1 - origin)


def slot_kinds(bid: CompiledBid) -> Kinds:
    """Return the different sets of advisers that the bid's slots ask for."""
    return sorted(set(bid.able))


def build_graph(tour: CompiledTour, advisers: slice = EVERYBODY) -> TripGraph:
    """Return the trip graph of a tour.

    Args:
        tour: The tour.
        advisers: Of whom, at least one; they and their nodes are counted from 0.
    """
    calendar = calendar_of(tour)
    members = tour.advisers[advisers]
    kinds_of = [slot_kinds(bid) for bid in tour.bids]
    minutes = np.array(tour.minutes, np.int64).reshape(len(tour.minutes), -1)
    yen = np.array(tour.yen, np.float64).reshape(len(tour.yen), -1)
    parts = [_adviser_graph(tour, kinds_of, one, minutes, yen) for one in members]
    stops = [part.stops for part in parts]
    sizes = [len(one.day) for one in stops]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    day = _joined([one.day for one in stops])
    arcs = _arcs(parts, first)
    limit = tour.rules.max_seminars_per_day
    return TripGraph(
        first=first,
        nights=np.array([_nights(one, calendar) for one in members], np.int64),
        cap=np.array([_cap(one) for one in members], np.int64),
        adviser=np.repeat(np.arange(len(parts)), sizes).astype(np.int64),
        bid=_joined([one.bid for one in stops]),
        place=_joined([one.place for one in stops]),
        day=day,
        month=_months(calendar)[day],
        period=_joined([part.period for part in parts]),
        kinds=_joined([part.kinds for part in parts]),
        own_yen=_joined([part.own_yen for part in parts]),
        before=_joined([part.before for part in parts]),
        after=_joined([part.after for part in parts]),
        can_start=_joined([one.can_start for one in stops]),
        can_end=_joined([one.can_end for one in stops]),
        leave=_joined([one.leave for one in stops]),
        home=_joined([one.home for one in stops]),
        start_yen=_joined([one.start_yen for one in stops]),
        end_yen=_joined([one.end_yen for one in stops]),
        arc_first=arcs.arc_first,
        arc_to=arcs.arc_to,
        arc_yen=arcs.arc_yen,
        in_first=arcs.in_first,
        in_from=arcs.in_from,
        in_yen=arcs.in_yen,
        home_before=_joined([part.home_before for part in parts]),
        home_order=_shifted([part.home_order for part in parts], first),
        leave_after=_joined([part.leave_after for part in parts]),
        leave_order=_shifted([part.leave_order for part in parts], first),
        place_gap=tour.rules.same_place_gap_days,
        day_limit=len(tour.bids) + 1 if limit is None else limit,
    )


def _nights(adviser: CompiledAdviser, calendar: Calendar) -> int:
    return min(adviser.max_nights_away, calendar.days)


def _cap(adviser: CompiledAdviser) -> int:
    return min(adviser.max_per_month, adviser.max_seminars)


def _nodes(
    tour: CompiledTour, kinds_of: list[Kinds], adviser: CompiledAdviser, origin: int
) -> list[Node]:
    nodes = []
    if min(adviser.max_seminars, adviser.max_per_month) < 1:
        return []
    busy = set(adviser.unavailable)
    for bid, teams in zip(tour.bids, kinds_of, strict=True):
        able = (adviser.index in team for team in teams)
        kinds = sum(1 << kind for kind, fits in enumerate(able) if fits)
        saved = bid.kept_yen.get(adviser.index, 0)
        for day, yen in bid.day_yen.items() if kinds else ():
            if day not in busy:
                own_yen = (yen if len(bid.able) == 1 else 0) - saved
                nodes.append((day - origin, bid.start, bid.end, bid.index, kinds, own_yen))
    return sorted(nodes)


def _adviser_graph(
    tour: CompiledTour,
    kinds_of: list[Kinds],
    adviser: CompiledAdviser,
    minutes: Ints,
    yen: Floats,
) -> AdviserGraph:
    rules, calendar = tour.rules, calendar_of(tour)
    table = np.array(_nodes(tour, kinds_of, adviser, calendar.origin), np.int64).reshape(-1, 6)
    day, begin, end, bid, kinds, own_yen = (table[:, column].copy() for column in range(6))
    place = np.array([tour.bids[index].place for index in bid], np.int64)
    out, back = minutes[adviser.home][place], minutes[place, adviser.home]
    before = (rules.day_start + out + rules.buffer_minutes > begin).astype(np.int64)
    after = (end + back > rules.day_end).astype(np.int64)
    at_latest = np.where(before, rules.day_end, begin - rules.buffer_minutes) - out
    busy = _busy_before(adviser, calendar)
    nights = _nights(adviser, calendar)
    stops = Stops(
        day=day,
        begin=begin,
        end=end,
        place=place,
        bid=bid,
        can_start=_free(busy, day - before, day) & (out <= tour.day_length) & (before <= nights),
        can_end=_free(busy, day, day + after) & (back <= tour.day_length) & (after <= nights),
        leave=(day - before) * MINUTES_OF_A_DAY + at_latest,
        home=(day + after) * MINUTES_OF_A_DAY + np.where(after, rules.day_start, end) + back,
        start_yen=yen[adviser.home][place] + rules.hotel_yen * before,
        end_yen=yen[place, adviser.home] + rules.hotel_yen * after,
        busy=busy,
        minutes=minutes,
        yen=yen,
        hotel_yen=rules.hotel_yen,
        clock=Clock(rules.day_start, rules.day_end, rules.buffer_minutes),
        nights=nights,
        place_gap=rules.same_place_gap_days,
    )
    home_order = np.argsort(stops.home, kind="stable")
    leave_order = np.argsort(stops.leave, kind="stable")
    arc_first, arc_to, arc_yen = arcs_between(stops)
    counted = CountedStops(day, _months(calendar)[day], bid, arc_first, arc_to)
    return AdviserGraph(
        stops=stops,
        kinds=kinds,
        own_yen=own_yen.astype(np.float64),
        before=before,
        after=after,
        home_order=home_order,
        home_before=np.searchsorted(stops.home[home_order], stops.leave, side="right"),
        leave_order=leave_order,
        leave_after=np.searchsorted(stops.leave[leave_order], stops.home, side="left"),
        arc_first=arc_first,
        arc_to=arc_to,
        arc_yen=arc_yen,
        period=periods(counted, nights, _cap(adviser)),
    )


def _busy_before(adviser: CompiledAdviser, calendar: Calendar) -> Ints:
    busy = np.zeros(calendar.days + 1, np.int64)
    for ordinal in adviser.unavailable:
        if 0 <= ordinal - calendar.origin < calendar.days:
            busy[ordinal - calendar.origin + 1] = 1
    return np.cumsum(busy)


def _free(busy: Ints, start: Ints, end: Ints) -> Flags:
    return np.equal(busy[end + 1], busy[start])


def _months(calendar: Calendar) -> Ints:
    inside = range(MARGIN, calendar.days - MARGIN)
    months = np.zeros(calendar.days, np.int64)
    for day in inside:
        when = date.fromordinal(calendar.origin + day)
        months[day] = when.year * 12 + when.month
    months[inside] -= months[MARGIN] - 1
    return months


def _joined(columns: Sequence[NDArray[T]]) -> NDArray[T]:
    """Return the advisers' columns one after the other."""
    return np.concatenate(columns)


def _shifted(columns: Sequence[Ints], first: Ints) -> Ints:
    """Return columns of positions among an adviser's nodes as positions among all nodes."""
    return _joined([column + first[index] for index, column in enumerate(columns)])


def _arcs(parts: Sequence[AdviserGraph], first: Ints) -> Arcs:
    """Return the arcs of all advisers, by their source and by their target."""
    size = int(first[-1])
    count = np.concatenate([[0], *(np.diff(part.arc_first) for part in parts)])
    to, yen = _shifted([part.arc_to for part in parts], first), _joined([p.arc_yen for p in parts])
    order = np.argsort(to, kind="stable")
    source = np.repeat(np.arange(size), count[1:])
    incoming = np.bincount(to.astype(np.int64), minlength=size)[:size]
    return Arcs(
        arc_first=np.cumsum(count).astype(np.int64),
        arc_to=to,
        arc_yen=yen,
        in_first=np.concatenate([[0], np.cumsum(incoming)]).astype(np.int64),
        in_from=source[order],
        in_yen=yen[order],
    )
