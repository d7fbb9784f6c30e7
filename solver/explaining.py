"""Why one bid of a plan is held as it is, or declined, and what else there would have been."""

from contextlib import suppress
from dataclasses import dataclass, replace

from solver.comparison import Change, compare
from solver.errors import InvalidPlan
from solver.formats.faults import LARGEST_NUMBER
from solver.formats.instance import Instance
from solver.formats.open_days import OpenDays
from solver.formats.plan import Decline, Obstacle, Plan, Remedy, Seminar, Text
from solver.formats.violations import Undecided
from solver.progress import SolveOptions
from solver.refusals.obstacles import beside_locks, find_obstacles
from solver.refusals.refusals import try_holding
from solver.refusals.remedies import find_remedies
from solver.search.draft import draft_of
from solver.solving import solve
from solver.texts import remarks, wording
from solver.texts.plan_writing import names_in, obstacle_document, remedy_document
from solver.texts.wording import UNSAID, Names
from solver.workbench.options import Option
from solver.workbench.workbench import Workbench, evaluate

UNKNOWN_EXTRA_YEN = 5_000_000
"""What declining is charged more where nothing is known of what holding costs.

With it the price of declining is still one that column generation can prove with.
"""


@dataclass(frozen=True, slots=True)
class Extra:
    """What holding a declined bid would add to the plan's cost.

    Attributes:
        at_least_yen: Proven: no valid plan with the bid costs less than the plan and this.
        at_most_yen: A plan with the bid was found that costs this much more; None if none was.
        changes: What that plan does otherwise, the bid itself included.
    """

    at_least_yen: int
    at_most_yen: int | None
    changes: tuple[Change, ...]

    @property
    def is_exact(self) -> bool:
        """Whether both limits are the same."""
        return self.at_least_yen == self.at_most_yen


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known about one bid of a plan.

    Attributes:
        bid: Id of the bid.
        seminar: How it is held, None where it is declined.
        next_best: For a held bid, the cheapest other date and team with all else kept, if any.
        decline: For a declined bid, the reason.
        extra: For `outbid`, what holding it would cost.
        obstacles: For `no_free_adviser`, each date with what stood in the way.
        remedies: For a declined bid, what would have won, the cheapest first.
        text: All of it in both languages.
        names: What its advisers are called.
    """

    bid: str
    seminar: Seminar | None
    next_best: Option | None
    decline: Decline | None
    extra: Extra | None
    obstacles: tuple[Obstacle, ...]
    remedies: tuple[Remedy, ...]
    text: Text
    names: Names

    def document(self) -> dict[str, object]:
        """Return the explanation as JSON values."""
        document: dict[str, object] = {
            "bid": self.bid,
            "held": self.seminar and self.seminar.document(),
            "text": self.text.en,
            "text_ja": self.text.ja,
        }
        if self.seminar is not None:
            return {**document, "next_best": self.next_best and _option_document(self.next_best)}
        if self.decline is not None:
            document["reason"] = self.decline.reason
        if self.extra is not None:
            document["extra"] = {
                "at_least_yen": self.extra.at_least_yen,
                "at_most_yen": self.extra.at_most_yen,
                "is_exact": self.extra.is_exact,
                "changes": [change.document() for change in self.extra.changes],
            }
        document["obstacles"] = list(map(obstacle_document, self.obstacles))
        remedies = [remedy_document(remedy, self.names) for remedy in self.remedies]
        return {**document, "remedies": remedies}


def explain(
    instance: Instance,
    plan: Plan,
    bid: str,
    options: SolveOptions | None = None,
    *,
    open_days: OpenDays | None = None,
) -> Explanation:
    """Return why a bid of a plan is held or declined, and what else there would have been.

    Args:
        instance: The tour.
        plan: A valid plan for it.
        bid: Id of the bid.
        options: Time, workers and seed for finding out what holding a declined bid costs; ten
            seconds where None.
        open_days: Days on which something can be arranged, as in `solve`.

    Raises:
        InvalidPlan: The plan breaks a rule, or there is no such bid.
    """
    if bid not in instance.bid_index:
        raise InvalidPlan(f"there is no bid {bid!r}")
    bench = evaluate(instance, plan.seminars)
    if bench.violations:
        raise InvalidPlan(f"the plan is not valid: {bench.violations[0]}")
    held = next((seminar for seminar in plan.seminars if seminar.bid == bid), None)
    if held is not None:
        return _explain_held(bench, held)
    draft = draft_of(instance, plan.seminars)
    remedies = find_remedies(draft, instance.bid_index[bid], open_days=open_days) or ()
    chosen = options or SolveOptions(time_limit_seconds=10.0)
    return _explain_declined(bench, plan, bid, remedies, chosen)


def _explain_held(bench: Workbench, held: Seminar) -> Explanation:
    present = (held.date, held.advisers)
    others = (
        option
        for option in bench.options_for(held.bid).allowed()
        if (option.date, option.advisers) != present
    )
    bid = bench.instance.bids[bench.instance.bid_index[held.bid]]
    next_best = None if bid.locked else next(others, None)
    names = names_in(bench.instance)
    text = remarks.held(names, held, next_best, is_locked=bid.locked)
    return Explanation(held.bid, held, next_best, None, None, (), (), text, names)


def _explain_declined(
    bench: Workbench, plan: Plan, bid: str, remedies: tuple[Remedy, ...], options: SolveOptions
) -> Explanation:
    instance, names = bench.instance, names_in(bench.instance)
    unsaid = Decline(bid, "outbid", UNSAID)
    decline = next((one for one in plan.declined if one.bid == bid), unsaid)
    extra = price_holding(bench, bid, options) if decline.reason == "outbid" else None
    is_blocked = decline.reason == "no_free_adviser"
    obstacles = find_obstacles(beside_locks(instance), bid) if is_blocked else ()
    told = wording.decline(decline)
    if obstacles:
        told = wording.no_free_adviser([one.date for one in obstacles], obstacles)
    texts = [told] if told.en else []
    if extra is not None:
        bids = [change.bid for change in extra.changes if change.bid != bid]
        texts.append(remarks.price(extra.at_least_yen, extra.at_most_yen, bids))
    texts.append(remarks.remedy(names, remedies[0]) if remedies else remarks.no_remedy())
    text = remarks.join(texts)
    return Explanation(bid, None, None, decline, extra, obstacles, remedies, text, names)


def price_holding(bench: Workbench, bid: str, options: SolveOptions) -> Extra:
    """Return what it costs to hold a declined bid of a valid plan, exactly or within limits.

    The tour is solved anew with declining the bid made dearer than holding it, from a plan that
    holds it where one is known, else from this one. The bound of that solve is one on every plan
    with the bid, as these pay nothing for declining it.

    Args:
        bench: The plan.
        bid: Id of the bid.
        options: Time, workers and seed.
    """
    instance, cost_yen = bench.instance, bench.cost_yen or 0
    draft = draft_of(instance, bench.seminars)
    most_rivals = (options or SolveOptions()).effort.refusals.most_rivals
    trial = try_holding(draft, instance.bid_index[bid], most_rivals)
    margin_yen = UNKNOWN_EXTRA_YEN if trial is None else max(trial.extra_yen, 0) + 1
    plans = [bench.seminars]
    if trial is not None:
        draft.take(trial.holdings)
        plans.append(draft.seminars())
    bound_yen = 0
    with suppress(Undecided):
        start = Plan(instance.name, "feasible", None, None, plans[-1])
        forced = solve(_with_dearer_decline(instance, bid, margin_yen), options, start=start)
        plans.append(forced.seminars)
        bound_yen = forced.bound_yen or 0
    costed = [
        (evaluate(instance, seminars).cost_yen or 0, seminars)
        for seminars in plans
        if any(seminar.bid == bid for seminar in seminars)
    ]
    at_least_yen = bound_yen - cost_yen
    if not costed:
        return Extra(at_least_yen, None, ())
    best_yen, best = min(costed, key=lambda entry: entry[0])
    changes = compare(instance, bench.seminars, best).changes
    return Extra(at_least_yen, best_yen - cost_yen, changes)


def _with_dearer_decline(instance: Instance, bid: str, margin_yen: int) -> Instance:
    """Return the tour with declining a bid made dearer, up to what the format allows."""
    bids = tuple(
        replace(one, decline_yen=min(one.decline_yen + margin_yen, LARGEST_NUMBER))
        if one.id == bid
        else one
        for one in instance.bids
    )
    return replace(instance, bids=bids)


def _option_document(option: Option) -> dict[str, object]:
    return {
        "date": option.date.isoformat(),
        "advisers": list(option.advisers),
        "difference_yen": option.difference_yen,
    }
