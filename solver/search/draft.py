"""A plan in the making: what is held when and by whom, changed one seminar at a time."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from solver.formats.instance import Instance
from solver.formats.plan import Seminar
from solver.formats.times import date_of
from solver.search.schedule import Schedule
from solver.tour.compiled import CompiledAdviser, CompiledTour, compile_instance
from solver.tour.trips import Stop, Traveller

Team = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """When a bid is held, and by which advisers (positions, in slot order)."""

    day: int
    team: Team


class Draft:
    """A plan that can be changed.

    Attributes:
        tour: What is being planned.
        holdings: For each bid, how it is held; None where it is declined.
        schedules: For each adviser, their stops.
    """

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.holdings: list[Holding | None] = [None] * len(tour.bids)
        self.schedules = [Schedule(Traveller(tour, adviser)) for adviser in tour.advisers]
        self._stops: dict[tuple[int, int, int], Stop] = {}
        self._per_day: Counter[int] = Counter()
        self._place_days: list[list[int]] = [[] for _ in tour.minutes]

    def copy(self, tour: CompiledTour | None = None) -> "Draft":
        """Return a draft of its own that holds the same.

        Args:
            tour: What is being planned, where that is another tour than before: one with the same
                advisers, and with the same bids as far as they are held.
        """
        other = copy(self)
        other.tour = tour or self.tour
        other.holdings = list(self.holdings)
        other.schedules = [schedule.copy() for schedule in self.schedules]
        other._per_day = Counter(self._per_day)  # noqa: SLF001 - of its own kind
        other._place_days = list(map(list, self._place_days))  # noqa: SLF001 - of its own kind
        return other

    def change(self, adviser: CompiledAdviser) -> None:
        """Let an adviser have other unavailable days or limits from now on."""
        schedule = Schedule(Traveller(self.tour, adviser))
        schedule.take(self.schedules[adviser.index].stops)
        self.schedules[adviser.index] = schedule

    def stop(self, adviser: int, bid: int, day: int) -> Stop:
        """Return the stop of an adviser at a bid's seminar on a day."""
        key = (adviser, bid, day)
        if key not in self._stops:
            traveller = self.schedules[adviser].traveller
            self._stops[key] = traveller.stop(self.tour.bids[bid], day)
        return self._stops[key]

    def hold(self, bid: int, holding: Holding) -> None:
        """Hold a bid that is declined so far; no rule is asked."""
        self.holdings[bid] = holding
        for adviser in holding.team:
            self.schedules[adviser].add(self.stop(adviser, bid, holding.day))
        self._per_day[holding.day] += 1
        insort(self._place_days[self.tour.bids[bid].place], holding.day)

    def decline(self, bid: int) -> Holding | None:
        """Decline a bid; return how it was held."""
        holding = self.holdings[bid]
        if holding is None:
            return None
        self.holdings[bid] = None
        for adviser in holding.team:
            self.schedules[adviser].remove(self.stop(adviser, bid, holding.day))
        self._per_day[holding.day] -= 1
        self._place_days[self.tour.bids[bid].place].remove(holding.day)
        return holding

    def has_day(self, bid: int, day: int) -> bool:
        """Say whether rules 5 and 6 allow holding a declined bid on a day."""
        rules = self.tour.rules
        limit = rules.max_seminars_per_day
        if limit is not None and self._per_day[day] >= limit:
            return False
        days = self._place_days[self.tour.bids[bid].place]
        position = bisect_left(days, day)
        nearest = days[max(position - 1, 0) : position + 1]
        return all(abs(day - other) >= rules.same_place_gap_days for other in nearest)

    def covers(self, place: int) -> bool:
        """Say whether some seminar is held in a place."""
        return bool(self._place_days[place])

    def travel_yen(self) -> int | None:
        """Return all fares and hotels, None where some adviser's stops allow no cut."""
        total = 0
        for schedule in self.schedules:
            if schedule.yen is None:
                return None
            total += schedule.yen
        return total

    def cost_yen(self) -> int | None:
        """Return the objective, None where some adviser's stops allow no cut."""
        travel_yen = self.travel_yen()
        return None if travel_yen is None else travel_yen + self.other_yen()

    def other_yen(self) -> int:
        """Return what the plan costs besides fares and hotels."""
        rules, tour = self.tour.rules, self.tour
        counts = [len(schedule.stops) for schedule in self.schedules]
        open_places = {bid.place for bid in tour.bids if not self.covers(bid.place)}
        return (
            sum(self.bid_yen(bid) for bid in range(len(tour.bids)))
            + rules.coverage_yen * len(open_places)
            + rules.workload_yen * sum(count * (count - 1) // 2 for count in counts)
        )

    def bid_yen(self, bid: int) -> int:
        """Return what a bid costs by itself: its date or its decline, and its changes."""
        compiled, holding = self.tour.bids[bid], self.holdings[bid]
        if holding is None:
            return compiled.decline_yen
        kept_yen = sum(compiled.kept_yen.get(adviser, 0) for adviser in holding.team)
        return compiled.day_yen[holding.day] - kept_yen

    def is_valid(self) -> bool:
        """Say whether rules 4 to 13 are kept; what is held keeps rules 1 to 3 by itself."""
        rules = self.tour.rules
        limit, gap = rules.max_seminars_per_day, rules.same_place_gap_days
        travel_yen = self.travel_yen()
        if travel_yen is None or not all(schedule.keeps_limits() for schedule in self.schedules):
            return False
        if rules.travel_budget_yen is not None and travel_yen > rules.travel_budget_yen:
            return False
        if limit is not None and any(count > limit for count in self._per_day.values()):
            return False
        return all(
            second - first >= gap for days in self._place_days for first, second in pairwise(days)
        )

    def seminars(self) -> tuple[Seminar, ...]:
        """Return what is held, in ids and dates, in the order of the instance."""
        instance = self.tour.instance
        return tuple(
            Seminar(
                bid.id,
                date_of(holding.day),
                tuple(instance.advisers[adviser].id for adviser in holding.team),
            )
            for bid, holding in zip(instance.bids, self.holdings, strict=True)
            if holding is not None
        )

    def take(self, holdings: list[Holding | None]) -> None:
        """Hold exactly what is given, changing only what differs."""
        changed = [bid for bid, old in enumerate(self.holdings) if old != holdings[bid]]
        for bid in changed:
            self.decline(bid)
        for bid in changed:
            holding = holdings[bid]
            if holding is not None:
                self.hold(bid, holding)


def draft_of(instance: Instance, seminars: Iterable[Seminar]) -> Draft:
    """Return a draft that holds some seminars."""
    draft = Draft(compile_instance(instance))
    for seminar in seminars:
        team = tuple(instance.adviser_index[name] for name in seminar.advisers)
        holding = Holding(seminar.date.toordinal(), team)
        draft.hold(instance.bid_index[seminar.bid], holding)
    return draft
