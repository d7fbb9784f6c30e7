"""What would have made a declined bid win: the least change of the circumstances.

Four kinds of change are searched, one at a time: one more date; one adviser free on one named day;
one adviser allowed one more seminar; a higher travel budget. The plan is kept as it is, and the
bid is put in beside all others: where that saves anything, the plan would have held it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from solver.compiled import CompiledAdviser, compile_instance
from solver.draft import Draft, Holding
from solver.greedy import budget_left
from solver.insertion import Insertion, best_insertion, best_insertion_on
from solver.instance import Bid, Instance
from solver.plan import Seminar
from solver.schedule import Schedule
from solver.times import date_of
from solver.trips import Traveller

Kind = Literal["date", "free_day", "limit", "budget"]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change with which the bid would have been held.

    Attributes:
        kind: One more `date`; a `free_day` of an adviser; one more than an adviser's `limit`, in
            all and in each month; a higher `budget`.
        seminar: How the bid would then be held.
        saving_yen: How much less the plan would then cost, above 0.
        adviser: Id of the adviser who would have to be free, or to be allowed more.
        day: The day on which the adviser would have to be free.
        budget_yen: The travel budget that would be enough.
    """

    kind: Kind
    seminar: Seminar
    saving_yen: int
    adviser: str | None = None
    day: date | None = None
    budget_yen: int | None = None

    def document(self) -> dict[str, object]:
        """Return the remedy as JSON values."""
        values = {
            "kind": self.kind,
            "seminar": self.seminar.document(),
            "saving_yen": self.saving_yen,
            "adviser": self.adviser,
            "day": self.day and self.day.isoformat(),
            "budget_yen": self.budget_yen,
        }
        return {key: value for key, value in values.items() if value is not None}


def find_remedies(instance: Instance, seminars: Iterable[Seminar], bid: str) -> list[Remedy]:
    """Return the cheapest change of each kind that would have won, the cheapest of all first.

    Args:
        instance: The tour.
        seminars: A valid plan that declines the bid.
        bid: Id of the bid.
    """
    finder = _Finder(instance, tuple(seminars), bid)
    found = (finder.by_date(), finder.by_free_days(), finder.by_limits(), finder.by_budget())
    best = (min(kind, key=_most_saving, default=None) for kind in found)
    return sorted((remedy for remedy in best if remedy is not None), key=_most_saving)


def draft_of(instance: Instance, seminars: Iterable[Seminar]) -> Draft:
    """Return a draft that holds some seminars."""
    draft = Draft(compile_instance(instance))
    for seminar in seminars:
        team = tuple(instance.adviser_index[name] for name in seminar.advisers)
        holding = Holding(seminar.date.toordinal(), team)
        draft.hold(instance.bid_index[seminar.bid], holding)
    return draft


class _Finder:
    """Tries changes for one declined bid."""

    def __init__(self, instance: Instance, seminars: tuple[Seminar, ...], bid: str) -> None:
        self.instance = instance
        self.seminars = seminars
        self.index = instance.bid_index[bid]
        self.draft = draft_of(instance, seminars)
        self.budget_left = budget_left(self.draft)
        self.days = tuple(self.draft.tour.bids[self.index].day_yen)
        self.able = sorted({one for able in self.draft.tour.bids[self.index].able for one in able})

    def by_date(self) -> Iterator[Remedy]:
        """Yield the dates on which the bid would have won, at the price of its dearest wish."""
        asked = self.instance.bids[self.index]
        draft = draft_of(self._with_bid(_with_all_dates(self.instance, asked)), self.seminars)
        for day in draft.tour.bids[self.index].day_yen:
            if day not in self.days:
                found = best_insertion_on(draft, self.index, day, self.budget_left)
                yield from self._if_won("date", found)

    def by_free_days(self) -> Iterator[Remedy]:
        """Yield each adviser and day where one unavailable day less would have won."""
        for adviser in self._advisers():
            for day in adviser.unavailable:
                near = [one for one in self.days if abs(one - day) <= adviser.max_nights_away + 1]
                if not near:
                    continue
                free = tuple(other for other in adviser.unavailable if other != day)
                with self._changed(replace(adviser, unavailable=free)):
                    for one in near:
                        found = best_insertion_on(self.draft, self.index, one, self.budget_left)
                        yield from self._if_won("free_day", found, adviser.index, day)

    def by_limits(self) -> Iterator[Remedy]:
        """Yield each adviser of whom one seminar more would have won."""
        for adviser in self._advisers():
            more = replace(
                adviser,
                max_seminars=adviser.max_seminars + 1,
                max_per_month=adviser.max_per_month + 1,
            )
            with self._changed(more):
                found = best_insertion(self.draft, self.index, self.budget_left)
            yield from self._if_won("limit", found, adviser.index)

    def by_budget(self) -> Iterator[Remedy]:
        """Yield the budget that the cheapest insertion needs, where the budget stood in the way."""
        if self.budget_left is None:
            return
        found = best_insertion(self.draft, self.index)
        if found is None or found.yen >= 0:
            return
        self.draft.hold(self.index, found.holding)
        needed_yen = self.draft.travel_yen()
        self.draft.decline(self.index)
        for remedy in self._if_won("budget", found):
            yield replace(remedy, budget_yen=needed_yen)

    def _advisers(self) -> list[CompiledAdviser]:
        return [self.draft.tour.advisers[index] for index in self.able]

    @contextmanager
    def _changed(self, adviser: CompiledAdviser) -> Iterator[None]:
        """Let an adviser be another one for a while."""
        before = self.draft.schedules[adviser.index]
        schedule = Schedule(Traveller(self.draft.tour, adviser))
        schedule.take(before.stops)
        self.draft.schedules[adviser.index] = schedule
        try:
            yield
        finally:
            self.draft.schedules[adviser.index] = before

    def _if_won(
        self,
        kind: Kind,
        found: Insertion | None,
        adviser: int | None = None,
        day: int | None = None,
    ) -> Iterator[Remedy]:
        if found is None or found.yen >= 0:
            return
        advisers, team = self.instance.advisers, found.holding.team
        yield Remedy(
            kind=kind,
            seminar=Seminar(
                self.instance.bids[self.index].id,
                date_of(found.holding.day),
                tuple(advisers[member].id for member in team),
            ),
            saving_yen=-found.yen,
            adviser=None if adviser is None else advisers[adviser].id,
            day=None if day is None else date_of(day),
        )

    def _with_bid(self, bid: Bid) -> Instance:
        bids = list(self.instance.bids)
        bids[self.index] = bid
        return replace(self.instance, bids=tuple(bids))


def _with_all_dates(instance: Instance, bid: Bid) -> Bid:
    """Return the bid with every date of the horizon; a further one costs as much as its dearest."""
    dearest_yen = max(bid.dates.values(), default=0)
    horizon = instance.horizon
    count = (horizon.end - horizon.start).days + 1
    days = (horizon.start + timedelta(days=number) for number in range(count))
    return replace(bid, dates={**dict.fromkeys(days, dearest_yen), **bid.dates})


def _most_saving(remedy: Remedy) -> tuple[int, date]:
    return -remedy.saving_yen, remedy.seminar.date
