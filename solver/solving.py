"""From an instance to a plan: first valid, then better, then proven."""

from collections.abc import Callable, Sequence

from solver.executors import find_factory
from solver.formats.instance import Instance
from solver.formats.open_days import OpenDays
from solver.formats.plan import Collision, Plan
from solver.formats.violations import Undecided
from solver.progress import POLL_SECONDS, Progress, SolveOptions, Watch
from solver.proof.process import Prover
from solver.refusals.collisions import describe, explain_strictly
from solver.refusals.refusals import explain_declines
from solver.search.draft import Draft
from solver.search.greedy import draft_locked, hardest_first, insert_all
from solver.search.ruin import RuinSearch, improve
from solver.search.starting import Holdings, draft_known, known_holdings, late_bids, put_in
from solver.tour.compiled import CompiledTour, compile_instance
from solver.tour.evaluation import evaluate
from solver.tour.locks import evaluate_locks


def solve(
    instance: Instance,
    options: SolveOptions | None = None,
    *,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    open_days: OpenDays | None = None,
) -> Plan:
    """Return the best plan that can be found in the time given, and how good it is proven to be.

    Args:
        instance: What to plan.
        options: Time, workers and seed; the defaults where None.
        start: A plan for this tour or one like it, from which to go on. What no longer fits is
            ignored, and so is what the plan says of itself.
        on_progress: Told of each better plan or bound, from the calling thread.
        should_stop: Asked several times a second; true ends the search with the best plan so far.
        open_days: Days on which something can be arranged, for all bids or for each by its id:
            what would have won a declined bid is looked for among these alone. Where None, among
            the weekdays on which some bid of the tour could be held.

    Returns:
        A valid plan (`optimal` or `feasible`), or one that says why none exists (`infeasible`).

    Raises:
        Undecided: The locked bids alone are not valid, and in the time given neither a valid plan
            was found nor proven that there is none.
        UnknownExecutor: The options name an executor that there is not.
    """
    chosen = options or SolveOptions()
    if chosen.executor is not None:
        find_factory(chosen.executor)
    watch = Watch(chosen.time_limit_seconds, on_progress, should_stop)
    watch.reserve_seconds = _reserved_seconds(chosen, len(instance.bids))
    tour = compile_instance(instance)
    known = known_holdings(tour, start)
    draft = draft_locked(tour) or draft_known(tour, known) or _draft_feasible(tour, chosen, watch)
    if isinstance(draft, Draft):
        return _Planner(draft, chosen, watch, open_days).run(known)
    return Plan(instance.name, "infeasible", None, None, collision=draft)


def _reserved_seconds(options: SolveOptions, bids: int) -> float:
    """Return how much of the time limit is kept back for finishing the plan."""
    limit_seconds, phases = options.time_limit_seconds, options.effort.phases
    usual = min(phases.reserved_share * limit_seconds, phases.most_reserved_seconds)
    needed = phases.reserved_seconds_per_bid * bids
    return max(usual, min(needed, phases.most_reserved_share * limit_seconds))


def _draft_feasible(tour: CompiledTour, options: SolveOptions, watch: Watch) -> Draft | Collision:
    """Return a valid plan where the locked bids alone are none, or why there is none.

    Raises:
        Undecided: Neither is known when the time is over.
    """
    strict = explain_strictly(tour)
    if strict is not None:
        return strict
    with Prover(tour, None, options) as prover:
        while prover.ending is None and not watch.should_stop():
            for holdings in prover.hear(POLL_SECONDS):
                draft = Draft(tour)
                draft.take(holdings)
                return draft
    locked, violations = evaluate_locks(tour)
    if prover.colliding is None:
        raise Undecided(violations)
    return describe(tour.instance, [bid for bid in locked if bid.id in prover.colliding])


class _Planner:
    """One solve on its way from a valid plan to a proven one."""

    def __init__(
        self,
        draft: Draft,
        options: SolveOptions,
        watch: Watch,
        open_days: OpenDays | None,
    ) -> None:
        self.tour = draft.tour
        self.open_days = open_days
        self.options = options
        self.phases = options.effort.phases
        self.watch = watch
        self.search = RuinSearch(draft, options.seed, options.effort.ruin)
        self.bound_yen = 0
        self.has_compiled = False

    def run(self, known: Sequence[Holdings]) -> Plan:
        """Go through all phases and return the plan.

        Args:
            known: Plans to start from, as far as they fit.
        """
        self._tell("start")
        self.search.focus = late_bids(known)
        first = list(self.search.best)
        for wished in known:
            self._start_from(first, wished)
        self._start_from(first, first)
        self.search.restart()
        self._prove()
        self._improve(self.phases.idle_steps_per_bid * len(self.tour.bids))
        return self._finish()

    def _start_from(self, first: Holdings, wished: Holdings) -> None:
        """Make a plan of what is wished beside the first one, then put in all other bids."""
        draft = self.search.draft
        draft.take(first)
        put_in(draft, wished)
        if self.search.note():
            self._tell("start")
        order, told = hardest_first(self.tour), self.phases.told_bids
        for begin in range(0, len(order), told):
            insert_all(draft, order[begin : begin + told], self.watch.should_stop)
            if self.search.note():
                self._tell("greedy")

    def _improve(self, patience: int) -> None:
        for _ in improve(self.search, self._is_over, patience):
            self._tell("search")

    def _prove(self) -> None:
        """Prove in a process of its own; with a second worker, search until the plan is near."""
        if self._is_over():
            return
        with Prover(self.tour, self.search.best, self.options) as prover:
            while prover.ending is None and not self._is_over():
                self._note_compiling(prover)
                searches = self.options.workers > 1 and not self._is_near()
                for holdings in prover.hear(0.0 if searches else POLL_SECONDS):
                    if self.search.offer(holdings):
                        self._tell("proof")
                self._raise_bound(prover.bound_yen)
                if searches and self.search.step(self.watch.should_stop):
                    self._tell("search")
        self.watch.pause(is_paused=False)

    def _note_compiling(self, prover: Prover) -> None:
        """Tell once that the proof compiles, and stop the clock meanwhile where that is wished."""
        if prover.is_compiling and not self.has_compiled:
            self.has_compiled = True
            self._tell("compile")
        if not self.options.charges_compiling:
            self.watch.pause(is_paused=prover.is_compiling)

    def _raise_bound(self, bound_yen: int) -> None:
        if bound_yen > self.bound_yen:
            self.bound_yen = bound_yen
            self._tell("proof")

    def _is_near(self) -> bool:
        return (
            self.search.best_yen - self.bound_yen <= self.phases.near_share * self.search.best_yen
        )

    def _is_over(self) -> bool:
        return self.watch.should_stop() or self.bound_yen >= self.search.best_yen

    def _finish(self) -> Plan:
        effort = self.options.effort
        declined = explain_declines(self.search, self.watch, effort, self.open_days)
        draft = self.search.draft
        report = evaluate(self.tour, draft.seminars())
        if not report.valid or report.objective_yen is None:
            raise AssertionError(f"the search made an invalid plan: {report.violations}")
        bound_yen = min(self.bound_yen, report.objective_yen)
        return Plan(
            instance=self.tour.instance.name,
            status="optimal" if bound_yen == report.objective_yen else "feasible",
            objective_yen=report.objective_yen,
            bound_yen=bound_yen,
            seminars=draft.seminars(),
            declined=declined,
            itineraries={
                adviser: [trip.document() for trip in trips]
                for adviser, trips in report.itineraries.items()
            },
        )

    def _tell(self, phase: str) -> None:
        best_yen = self.search.best_yen
        self.watch.tell(best_yen, min(self.bound_yen, best_yen), phase)
