"""Why each declined bid is declined, and what holding it would have cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from solver.effort.effort import USUAL, Effort
from solver.formats.open_days import OpenDays
from solver.formats.plan import Decline, Remedy
from solver.formats.times import date_of
from solver.progress import Watch
from solver.refusals.obstacles import beside_locks, find_obstacles
from solver.refusals.reach import Reach
from solver.refusals.remedies import find_remedies
from solver.search.draft import Draft, Holding
from solver.search.greedy import budget_left, insert
from solver.search.insertion import best_insertion
from solver.search.ruin import RuinSearch
from solver.tour.compiled import CompiledBid
from solver.tour.matching import can_fill
from solver.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Trial:
    """A plan that holds a bid which the best plan declines.

    Attributes:
        extra_yen: What it costs more than the best plan.
        instead: Positions of the bids that it declines or moves.
        holdings: How it holds each bid.
    """

    extra_yen: int
    instead: tuple[int, ...]
    holdings: list[Holding | None]


def explain_declines(
    search: RuinSearch,
    watch: Watch,
    effort: Effort = USUAL,
    open_days: OpenDays | None = None,
) -> tuple[Decline, ...]:
    """Return why each declined bid of the best plan is declined, and what would have won.

    Holding a declined bid is tried; where that makes the plan better after all, the better plan
    is taken up and its declines are explained. What would have won comes last, bid by bid.

    Args:
        search: With the best plan; it stands at that plan afterwards.
        watch: When its time is over, what holding a bid would cost, what stood in the way on each
            date and what would have won are left out.
        effort: How long a way to hold a bid is looked for.
        open_days: Days that can be proposed, see `propose_days`.
    """
    watch.reserve_seconds = 0.0
    search.restart()
    return tuple(_Refusals(search, watch, effort).explain(open_days))


class _Refusals:
    """Finds the reasons of all declines."""

    def __init__(self, search: RuinSearch, watch: Watch, effort: Effort) -> None:
        self.search = search
        self.watch = watch
        self.tour = search.draft.tour
        self.most_rivals = effort.refusals.most_rivals
        self.reach = Reach(self.tour, search.best, watch.should_stop, effort.networks.most_states)

    def explain(self, open_days: OpenDays | None) -> Iterator[Decline]:
        """Yield each decline of the best plan."""
        reasons = None
        while reasons is None:
            reasons = self._reasons()
        for decline in reasons:
            bid = self.tour.instance.bid_index[decline.bid]
            yield replace(decline, remedies=self._remedies(bid, open_days))

    def _remedies(self, bid: int, open_days: OpenDays | None) -> tuple[Remedy, ...] | None:
        should_stop = self.watch.should_stop
        return None if should_stop() else find_remedies(self._draft, bid, should_stop, open_days)

    @property
    def _draft(self) -> Draft:
        return self.search.draft

    @cached_property
    def _beside_locks(self) -> Workbench:
        return beside_locks(self.tour.instance)

    def _reasons(self) -> list[Decline] | None:
        """Return all declines, None where a better plan was found and taken up."""
        declines = []
        for bid in self.tour.bids:
            if self._draft.holdings[bid.index] is not None:
                continue
            decline = self._impossible(bid)
            if decline is None:
                trial = self._trial(bid.index)
                if trial and trial.extra_yen < 0 and self.search.offer(trial.holdings):
                    return None
                decline = self._outbid(bid, trial)
            declines.append(decline)
        return declines

    def _trial(self, bid: int) -> Trial | None:
        is_over = self.watch.should_stop()
        return None if is_over else try_holding(self._draft, bid, self.most_rivals)

    def _impossible(self, bid: CompiledBid) -> Decline | None:
        """Return the decline of a bid that cannot be held at all, None where it could be."""
        asked = self.tour.instance.bids[bid.index]
        if not bid.day_yen:
            return Decline(asked.id, "no_date")
        if not can_fill(bid.able):
            topics = sorted({topic for slot in asked.slots for topic in slot})
            return Decline(asked.id, "no_adviser", topics=tuple(topics))
        if self.reach.open_days(bid) and self.reach.is_reachable(bid):
            return None
        is_over = self.watch.should_stop()
        obstacles = () if is_over else find_obstacles(self._beside_locks, asked.id)
        dates = tuple(map(date_of, bid.day_yen))
        return Decline(asked.id, "no_free_adviser", dates=dates, obstacles=obstacles)

    def _outbid(self, bid: CompiledBid, trial: Trial | None) -> Decline:
        names = self.tour.instance.bids
        extra_yen = trial.extra_yen if trial else None
        instead = tuple(names[other].id for other in trial.instead) if trial else ()
        bid_id = names[bid.index].id
        return Decline(bid_id, "outbid", extra_yen=extra_yen, instead=instead)


def try_holding(draft: Draft, bid: int, most_rivals: int) -> Trial | None:
    """Return the cheapest plan found that holds a declined bid, None where none was found.

    The bid is put in beside all others, and in place of each of a few rivals, which are then put
    back where they still fit.

    Args:
        draft: A valid plan; it is changed and put back.
        bid: Position of the bid.
        most_rivals: Held bids that are taken out in turn, at most.
    """
    before = list(draft.holdings)
    before_yen = draft.cost_yen() or 0
    best: Trial | None = None
    if not draft.tour.bids[bid].day_yen:
        return None
    for rival in (None, *_rivals(draft, bid, most_rivals)):
        if rival is not None:
            draft.decline(rival)
        if draft.is_valid() and _hold(draft, bid):
            if rival is not None:
                insert(draft, rival)
            extra_yen = (draft.cost_yen() or 0) - before_yen
            if best is None or extra_yen < best.extra_yen:
                best = Trial(extra_yen, _moved(before, draft, bid), list(draft.holdings))
        draft.take(before)
    return best


def _hold(draft: Draft, bid: int) -> bool:
    """Hold a declined bid in the cheapest way, whatever it costs; say whether that is possible."""
    insertion = best_insertion(draft, bid, budget_left(draft))
    if insertion is None:
        return False
    draft.hold(bid, insertion.holding)
    return True


def _rivals(draft: Draft, bid: int, most: int) -> list[int]:
    """Return a few held bids that may stand in the way: near in time, cheap to decline."""
    wanted = draft.tour.bids[bid]

    def distance(rival: CompiledBid) -> tuple[int, int, int]:
        holding = draft.holdings[rival.index]
        day = holding.day if holding else 0
        return min(abs(day - other) for other in wanted.day_yen), rival.decline_yen, rival.index

    held = [
        rival
        for rival in draft.tour.bids
        if draft.holdings[rival.index] is not None and not rival.locked
    ]
    return [rival.index for rival in sorted(held, key=distance)[:most]]


def _moved(before: Sequence[Holding | None], draft: Draft, bid: int) -> tuple[int, ...]:
    """Return the other bids that are held in another way than before."""
    return tuple(
        other
        for other, holding in enumerate(draft.holdings)
        if other != bid and holding != before[other]
    )
