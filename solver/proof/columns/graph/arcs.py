"""Which seminar can follow which inside a trip (rules 8, 9, 11 and 12)."""

from typing import NamedTuple

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Floats, Ints
from solver.proof.columns.graph.compiling import compiled, inlined


class Clock(NamedTuple):
    """When one may travel, in minutes after midnight.

    Attributes:
        day_start: When travelling may begin.
        day_end: When it must have ended.
        buffer: How long before a seminar one must be there, minutes.
    """

    day_start: int
    day_end: int
    buffer: int


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
        clock: When one may travel.
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
    clock: Clock
    nights: int
    place_gap: int


@inlined
def fits_between(clock: Clock, gap: int, leg: int, end: int, begin: int) -> bool:
    """Say whether a leg fits between two seminars.

    Args:
        clock: When one may travel.
        gap: Days between the two.
        leg: Minutes of the leg.
        end: When the first ends.
        begin: When the second begins.
    """
    if leg > clock.day_end - clock.day_start:
        return False
    if gap == 0:
        return bool(end + leg + clock.buffer <= begin)
    evening = end + leg <= clock.day_end
    morning = clock.day_start + leg + clock.buffer <= begin
    return bool(gap > 1 or evening or morning)


@compiled
def find_arcs(stops: Stops, first: Ints, to: Ints, arc_yen: Floats) -> int:
    """Write the arcs as far as there is room; return their number.

    An arc is left out where going home between is possible and costs no more. The arrays are taken
    out of the tuple first, as each access to it in the loops would count references.

    Args:
        stops: The adviser's nodes, in order of time.
        first: Gets for each node its first arc; one longer than the nodes.
        to: Gets the node to which each arc leads.
        arc_yen: Gets its fare and hotels.
    """
    day, busy, bid, place, clock = stops.day, stops.busy, stops.bid, stops.place, stops.clock
    begin, end, minutes, yen_between = stops.begin, stops.end, stops.minutes, stops.yen
    can_end, home, end_yen = stops.can_end, stops.home, stops.end_yen
    can_start, leave, start_yen = stops.can_start, stops.leave, stops.start_yen
    count = 0
    for i in range(len(day)):
        first[i] = count
        for j in range(i + 1, len(day)):
            gap = day[j] - day[i]
            if gap > stops.nights or busy[day[j] + 1] != busy[day[i]]:
                break
            if bid[i] == bid[j] or (place[i] == place[j] and gap < stops.place_gap):
                continue
            if not fits_between(clock, gap, minutes[place[i], place[j]], end[i], begin[j]):
                continue
            yen = yen_between[place[i], place[j]] + stops.hotel_yen * gap
            by_home = can_end[i] and can_start[j] and home[i] <= leave[j]
            if by_home and yen >= end_yen[i] + start_yen[j]:
                continue
            if count < len(to):
                to[count] = j
                arc_yen[count] = yen
            count += 1
    first[len(day)] = count
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
