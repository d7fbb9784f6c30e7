"""Building the trip graph of a tour."""

from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.proof.columns.graph.arcs import Clock, Stops, arcs_between
from solver.proof.columns.graph.arrays import Flags, Floats, Ints, TripGraph
from solver.tour.compiled import CompiledAdviser, CompiledBid, CompiledTour

MINUTES_OF_A_DAY = 1440
MARGIN = 3
"""Days counted before and after the horizon, for leaving and returning outside it."""

NOT_JOINED = {"place_gap", "home_order", "leave_order", "arc_first", "arc_to", "arc_yen"}
"""What of an adviser is no column of nodes, or holds positions that move."""

EVERYBODY = slice(None)

Kinds = list[tuple[int, ...]]
"""The different sets of advisers that a bid's slots ask for."""

Node = tuple[int, int, int, int, int, int]
"""Day, start, end, bid, kinds, own yen."""


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
        advisers: Of whom; they and their nodes are counted from 0.
    """
    calendar = calendar_of(tour)
    members = tour.advisers[advisers]
    kinds_of = [slot_kinds(bid) for bid in tour.bids]
    minutes = np.array(tour.minutes, np.int64).reshape(len(tour.minutes), -1)
    yen = np.array(tour.yen, np.float64).reshape(len(tour.yen), -1)
    parts = [_adviser_part(tour, kinds_of, one, minutes, yen) for one in members]
    shared = TripGraph._fields[TripGraph._fields.index("bid") :]
    names = [name for name in shared if parts and name in parts[0] and name not in NOT_JOINED]
    columns = {name: _joined(parts, name) for name in names}
    sizes = [len(part["day"]) for part in parts]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    limit = tour.rules.max_seminars_per_day
    return TripGraph(
        first=first,
        nights=np.array([_nights(one, calendar) for one in members], np.int64),
        cap=np.array([min(one.max_per_month, one.max_seminars) for one in members], np.int64),
        adviser=np.repeat(np.arange(len(parts)), sizes).astype(np.int64),
        month=_months(calendar)[columns["day"]],
        home_order=_shifted(parts, "home_order", first),
        leave_order=_shifted(parts, "leave_order", first),
        place_gap=tour.rules.same_place_gap_days,
        day_limit=len(tour.bids) + 1 if limit is None else limit,
        **columns,
        **_arcs(parts, first),
    )


def _nights(adviser: CompiledAdviser, calendar: Calendar) -> int:
    return min(adviser.max_nights_away, calendar.days)


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


def _adviser_part(
    tour: CompiledTour,
    kinds_of: list[Kinds],
    adviser: CompiledAdviser,
    minutes: Ints,
    yen: Floats,
) -> dict[str, NDArray[Any]]:
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
    columns = stops._asdict() | {"kinds": kinds, "before": before, "after": after}
    columns["own_yen"] = own_yen.astype(np.float64)
    return (
        columns
        | _orders(stops)
        | dict(zip(("arc_first", "arc_to", "arc_yen"), arcs_between(stops), strict=True))
    )


def _orders(stops: Stops) -> dict[str, NDArray[Any]]:
    home_order = np.argsort(stops.home, kind="stable")
    leave_order = np.argsort(stops.leave, kind="stable")
    return {
        "home_order": home_order,
        "leave_order": leave_order,
        "home_before": np.searchsorted(stops.home[home_order], stops.leave, side="right"),
        "leave_after": np.searchsorted(stops.leave[leave_order], stops.home, side="left"),
    }


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


def _joined(parts: list[dict[str, NDArray[Any]]], name: str) -> NDArray[Any]:
    return np.concatenate([part[name] for part in parts]) if parts else np.zeros(0, np.int64)


def _shifted(parts: list[dict[str, NDArray[Any]]], name: str, first: Ints) -> Ints:
    moved = [{name: part[name] + first[index]} for index, part in enumerate(parts)]
    return _joined(moved, name)


def _arcs(parts: list[dict[str, NDArray[Any]]], first: Ints) -> dict[str, NDArray[Any]]:
    """Return the arcs of all advisers, by their source and by their target."""
    size = int(first[-1])
    count = np.concatenate([[0], *(np.diff(part["arc_first"]) for part in parts)])
    to, yen = _shifted(parts, "arc_to", first), _joined(parts, "arc_yen")
    order = np.argsort(to, kind="stable")
    source = np.repeat(np.arange(size), count[1:])
    incoming = np.bincount(to.astype(np.int64), minlength=size)[:size]
    return {
        "arc_first": np.cumsum(count).astype(np.int64),
        "arc_to": to,
        "arc_yen": yen,
        "in_first": np.concatenate([[0], np.cumsum(incoming)]).astype(np.int64),
        "in_from": source[order],
        "in_yen": yen[order],
    }
