"""What would have made a declined bid win: the least change of the circumstances.

Seven kinds of change are searched, one at a time: one more date, the nearest to the wished ones of
those that can be proposed; one adviser free on one named day; one adviser allowed one more seminar,
in a month or in all; one more seminar on a day that is full; one more adviser, on a day on which
all who could are taken; a higher travel budget. The plan is kept as it is, and the bid is put in
beside all others: where that saves anything, the plan would have held it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from solver.formats.instance import Bid
from solver.formats.open_days import OpenDays
from solver.formats.plan import Remedy, RemedyKind, Seminar
from solver.formats.times import date_of
from solver.refusals.proposals import propose_days
from solver.search.draft import Draft, Holding
from solver.search.greedy import budget_left
from solver.search.insertion import (
    Insertion,
    Member,
    best_insertion,
    best_insertion_on,
    insertion_with,
    price_member,
)
from solver.search.schedule import Schedule
from solver.tour.compiled import CompiledAdviser, CompiledTour, compile_bid
from solver.tour.trips import Traveller


def find_remedies(
    draft: Draft,
    bid: int,
    should_stop: Callable[[], bool] = lambda: False,
    open_days: OpenDays | None = None,
) -> tuple[Remedy, ...] | None:
    """Return the best change of each kind that would have won, the one that saves most first.

    The best date is the nearest to a wished one; of all else, the best is what saves most.

    Args:
        draft: A valid plan that declines the bid; it is not changed.
        bid: Position of the bid.
        should_stop: Once true, the search ends; nothing is known then.
        open_days: Days that can be proposed, see `propose_days`.

    Returns:
        The remedies; None where the search was ended.
    """
    finder = _Finder(draft, bid, open_days)
    best: dict[RemedyKind, Remedy] = {}
    for remedy in finder.all():
        if should_stop():
            return None
        if remedy is not None:
            known = best.get(remedy.kind)
            best[remedy.kind] = min(known or remedy, remedy, key=_most_saving)
    return tuple(sorted(best.values(), key=_most_saving))


class _Finder:
    """Tries changes for one declined bid, and yields after each what it brings, if anything."""

    def __init__(self, draft: Draft, bid: int, open_days: OpenDays | None) -> None:
        self.draft = draft
        self.open_days = open_days
        self.tour = draft.tour
        self.instance = draft.tour.instance
        self.bid = draft.tour.bids[bid]
        self.budget_left = budget_left(draft)
        self.able = sorted({one for able in self.bid.able for one in able})
        self.members = {
            (adviser, day): self._member(draft, adviser, day)
            for adviser in self.able
            for day in self.bid.day_yen
        }

    def all(self) -> Iterator[Remedy | None]:
        """Try every change."""
        yield from self.by_date()
        yield from self.by_free_days()
        yield from self.by_limits()
        yield from self.by_full_days()
        yield from self.by_one_more()
        yield from self.by_budget()

    def by_date(self) -> Iterator[Remedy | None]:
        """Try other dates at the price of the bid's dearest wish, up to the nearest that win."""
        asked = self.instance.bids[self.bid.index]
        dearest_yen = max(asked.dates.values(), default=0)
        others = propose_days(self.instance, asked, self.open_days)
        offering = replace(asked, dates={other.day: dearest_yen for other in others})
        trial = self.draft.copy(self._with_bid(offering))
        nearest_days: int | None = None
        for other in others:
            if nearest_days is not None and other.distance_days > nearest_days:
                return
            remedy = self._if_won("date", self._insert_on(trial, other.day.toordinal()))
            if remedy is not None:
                nearest_days = other.distance_days
            yield remedy

    def by_free_days(self) -> Iterator[Remedy | None]:
        """Try each adviser with one unavailable day less."""
        for adviser in self._advisers():
            trial = self.draft.copy()
            for day in adviser.unavailable:
                reach = adviser.max_nights_away + 1
                near = [one for one in self.bid.day_yen if abs(one - day) <= reach]
                free = tuple(other for other in adviser.unavailable if other != day)
                if near:
                    trial.change(replace(adviser, unavailable=free))
                    found = self._insert_on_changed(trial, adviser.index, near)
                    yield self._if_won("free_day", found, adviser.index, day)

    def by_limits(self) -> Iterator[Remedy | None]:
        """Try each adviser with one seminar more."""
        for adviser in self._advisers():
            in_month = replace(adviser, max_per_month=adviser.max_per_month + 1)
            in_all = replace(adviser, max_seminars=adviser.max_seminars + 1)
            both = replace(in_all, max_per_month=in_month.max_per_month)
            alone = [
                self._with_limits("month_limit", in_month),
                self._with_limits("limit", in_all),
            ]
            yield from alone
            if alone == [None, None]:
                yield self._with_limits("limit", both)

    def by_full_days(self) -> Iterator[Remedy | None]:
        """Try one seminar more on each day that is full."""
        limit = self.tour.rules.max_seminars_per_day
        if limit is None:
            return
        rules = replace(self.tour.rules, max_seminars_per_day=limit + 1)
        trial = self.draft.copy(replace(self.tour, rules=rules))
        for day in self.bid.day_yen:
            if not self.draft.has_day(self.bid.index, day) and trial.has_day(self.bid.index, day):
                yield self._if_won("day_limit", self._insert_on(trial, day))

    def by_one_more(self) -> Iterator[Remedy | None]:
        """Try one adviser more on each day on which all who could fill some slot are taken.

        Who comes is as one who could, with the same days and limits, and has nothing else to give.
        """
        for day in self.bid.day_yen:
            if not self.draft.has_day(self.bid.index, day):
                continue
            slots = [
                sorted(m for one in able if (m := self.members[one, day])) for able in self.bid.able
            ]
            empty = [place for place, members in enumerate(slots) if not members]
            if len(empty) != 1:
                continue
            for like in self.bid.able[empty[0]]:
                filled = [members or self._newcomers(like, day) for members in slots]
                yield self._if_won("adviser", self._insert_with(day, filled), like)

    def _newcomers(self, like: int, day: int) -> list[Member]:
        """Return one more adviser like another, as a member of the team on a day, if possible."""
        adviser = self.tour.advisers[like]
        alone = Schedule(Traveller(self.tour, adviser))
        travel_yen = alone.insertion_yen(self.draft.stop(like, self.bid.index, day))
        if travel_yen is None or not alone.has_room(day):
            return []
        return [Member(travel_yen, len(self.tour.advisers), travel_yen)]

    def _insert_with(self, day: int, slots: list[list[Member]]) -> Insertion | None:
        if not all(slots):
            return None
        return insertion_with(self.draft, self.bid.index, day, slots, self.budget_left)

    def _with_limits(self, kind: RemedyKind, more: CompiledAdviser) -> Remedy | None:
        trial = self.draft.copy()
        trial.change(more)
        found = self._insert_on_changed(trial, more.index, self.bid.day_yen)
        return self._if_won(kind, found, more.index)

    def by_budget(self) -> Iterator[Remedy | None]:
        """Try without a budget, where there is one; yield what would then be needed."""
        if self.budget_left is None:
            return
        found = best_insertion(self.draft, self.bid.index)
        remedy = self._if_won("budget", found)
        if found is not None and remedy is not None:
            yield replace(remedy, budget_yen=self._travel_yen_with(found.holding))

    def _advisers(self) -> list[CompiledAdviser]:
        return [self.tour.advisers[index] for index in self.able]

    def _insert_on(self, trial: Draft, day: int) -> Insertion | None:
        return best_insertion_on(trial, self.bid.index, day, self.budget_left)

    def _insert_on_changed(
        self, trial: Draft, adviser: int, days: Iterable[int]
    ) -> Insertion | None:
        """Return the cheapest insertion on days for which it matters that an adviser is changed."""
        changed = [
            day
            for day in days
            if self._member(trial, adviser, day) not in (None, self.members[adviser, day])
        ]
        found = [one for day in changed if (one := self._insert_on(trial, day)) is not None]
        return min(found, key=lambda one: one.yen, default=None)

    def _member(self, draft: Draft, adviser: int, day: int) -> Member | None:
        return price_member(draft, adviser, self.bid.index, day)

    def _with_bid(self, bid: Bid) -> CompiledTour:
        """Return the tour with another bid in the place of this one."""
        index, bids = self.bid.index, self.tour.bids
        compiled = compile_bid(self.instance, bid)
        return replace(self.tour, bids=(*bids[:index], compiled, *bids[index + 1 :]))

    def _travel_yen_with(self, holding: Holding) -> int | None:
        """Return the fares and hotels of the plan that holds this bid as well."""
        trial = self.draft.copy()
        trial.hold(self.bid.index, holding)
        return trial.travel_yen()

    def _if_won(
        self,
        kind: RemedyKind,
        found: Insertion | None,
        adviser: int | None = None,
        day: int | None = None,
    ) -> Remedy | None:
        """Return an insertion as a remedy where it saves anything."""
        if found is None or found.yen >= 0:
            return None
        advisers, team = self.instance.advisers, found.holding.team
        return Remedy(
            kind=kind,
            seminar=Seminar(
                self.instance.bids[self.bid.index].id,
                date_of(found.holding.day),
                tuple(advisers[member].id for member in team if member < len(advisers)),
            ),
            saving_yen=-found.yen,
            adviser=None if adviser is None else advisers[adviser].id,
            day=None if day is None else date_of(day),
        )


def _most_saving(remedy: Remedy) -> tuple[int, date]:
    return -remedy.saving_yen, remedy.seminar.date
