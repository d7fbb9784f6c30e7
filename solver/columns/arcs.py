"""Which seminar can follow which inside a trip (rules 8, 9, 11 and 12)."""

from typing import NamedTuple

import numpy as np

from solver.columns.arrays import Flags, Floats, Ints
from solver.columns.compiling import compiled, inlined


class Stops(NamedTuple):
    """One adviser's nodes, with what decides about the arcs between them.

    Attributes:
        day: As in `TripGraph`, like the other names that it shares.
        begin: When the seminar begins, minutes after midnight.
        end: When it ends.
        busy: Number of unavailable days before each day.
        minutes: Travel times between places.
        yen: Fares between places.
        hotel_yen: Price of a night.
        day_start: When travelling may begin.
        day_end: When it must have ended.
        buffer: How long before a seminar one must be there, minutes.
        nights: Most nights of a trip.
        place_gap: Least difference between days in one place.
    """

    day: Ints
    begin: Ints
    end: Ints
    place: Ints
    bid: Ints
    can_start: Flags
    can_end: Flags
    leave: Ints
    home: Ints
    start_yen: Floats
    end_yen: Floats
    busy: Ints
    minutes: Ints
    yen: Floats
    hotel_yen: int
    day_start: int
    day_end: int
    buffer: int
    nights: int
    place_gap: int


@inlined
def can_follow(stops: Stops, i: int, j: int) -> bool:
    """Say whether j can come directly after i in a trip; j's day is not before i's."""
    gap = stops.day[j] - stops.day[i]
    same_place = stops.place[i] == stops.place[j]
    if stops.bid[i] == stops.bid[j] or (same_place and gap < stops.place_gap):
        return False
    leg = stops.minutes[stops.place[i], stops.place[j]]
    if leg > stops.day_end - stops.day_start:
        return False
    if gap == 0:
        return bool(stops.end[i] + leg + stops.buffer <= stops.begin[j])
    evening = stops.end[i] + leg <= stops.day_end
    morning = stops.day_start + leg + stops.buffer <= stops.begin[j]
    return bool(gap > 1 or evening or morning)


@inlined
def pays(stops: Stops, i: int, j: int, yen: float) -> bool:
    """Say whether going from i to j directly can be cheaper than going home between."""
    by_home = stops.can_end[i] and stops.can_start[j] and stops.home[i] <= stops.leave[j]
    return not by_home or bool(yen < stops.end_yen[i] + stops.start_yen[j])


@compiled
def find_arcs(stops: Stops, first: Ints, to: Ints, arc_yen: Floats) -> int:
    """Write the arcs as far as there is room; return their number.

    Args:
        stops: The adviser's nodes, in order of time.
        first: Gets for each node its first arc; one longer than the nodes.
        to: Gets the node to which each arc leads.
        arc_yen: Gets its fare and hotels.
    """
    count = 0
    for i in range(len(stops.day)):
        first[i] = count
        for j in range(i + 1, len(stops.day)):
            gap = stops.day[j] - stops.day[i]
            if gap > stops.nights or stops.busy[stops.day[j] + 1] != stops.busy[stops.day[i]]:
                break
            if not can_follow(stops, i, j):
                continue
            yen = stops.yen[stops.place[i], stops.place[j]] + stops.hotel_yen * gap
            if pays(stops, i, j, yen):
                if count < len(to):
                    to[count] = j
                    arc_yen[count] = yen
                count += 1
    first[len(stops.day)] = count
    return count


def arcs_between(stops: Stops) -> tuple[Ints, Ints, Floats]:
    """Return (first, to, yen) of all arcs among an adviser's nodes."""
    first = np.zeros(len(stops.day) + 1, np.int64)
    room = 64 * len(stops.day) + 64
    while True:
        to, arc_yen = np.empty(room, np.int64), np.empty(room)
        count = find_arcs(stops, first, to, arc_yen)
        if count <= room:
            return first, to[:count].copy(), arc_yen[:count].copy()
        room = count
