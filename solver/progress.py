"""How a solve is asked for, watched and ended."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from solver.effort.effort import USUAL, Effort

POLL_SECONDS = 0.1
"""How long any part of the search may go without asking whether it should stop."""


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """What a solve may use.

    Attributes:
        time_limit_seconds: Wall time, above 0.
        workers: Processors that may be used at the same time, 1 or more. With 1, and a limit that
            is not reached, the same seed gives the same plan. With an executor, how many tasks it
            gets at once.
        seed: Any integer; another one leads the search another way.
        executor: `package.module:function`, a factory as in `solver.executors`: its executor
            computes what the proof can compute apart. Where None, threads do.
        effort: How hard it tries; the usual one suits all tours that were measured.
        charges_compiling: Whether compiling, once on a machine, counts towards the time limit.
    """

    time_limit_seconds: float = 60.0
    workers: int = 2
    seed: int = 0
    executor: str | None = None
    effort: Effort = USUAL
    charges_compiling: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve has come.

    Attributes:
        seconds: Since its start.
        objective_yen: Cost of the best plan so far, None before there is one.
        bound_yen: Proven lower bound on the cost of every valid plan.
        phase: What has just improved the plan or the bound: `start` (the locked bids, or a plan
            that was known before), `greedy` (bids put in one by one), `search` or `proof`; or
            `compile`, where nothing has: the proof has to compile its inner loops first.
    """

    seconds: float
    objective_yen: int | None
    bound_yen: int
    phase: str

    def document(self) -> dict[str, object]:
        """Return what the line of JSON says."""
        return {
            "seconds": round(self.seconds, 3),
            "objective_yen": self.objective_yen,
            "bound_yen": self.bound_yen,
            "phase": self.phase,
        }


@dataclass
class Watch:
    """Says when to stop, and tells the caller of each improvement.

    Attributes:
        limit_seconds: Wall time from the start.
        on_progress: Told of each improvement.
        wants_stop: The caller's own wish to stop.
        began: When the solve started, on the monotonic clock.
        reserve_seconds: Time to keep back for finishing the plan.
    """

    limit_seconds: float
    on_progress: Callable[[Progress], None] | None = None
    wants_stop: Callable[[], bool] | None = None
    began: float = field(default_factory=time.monotonic)
    reserve_seconds: float = 0.0
    _paused_at: float | None = field(default=None, init=False)

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self.began

    def left_seconds(self) -> float:
        """Return the seconds that the search still has, never below 0."""
        gone = self.seconds() if self._paused_at is None else self._paused_at
        return max(self.limit_seconds - self.reserve_seconds - gone, 0.0)

    def pause(self, *, is_paused: bool) -> None:
        """Let the time from now on count towards the limit, or not."""
        if is_paused and self._paused_at is None:
            self._paused_at = self.seconds()
        elif not is_paused and self._paused_at is not None:
            self.limit_seconds += self.seconds() - self._paused_at
            self._paused_at = None

    def should_stop(self) -> bool:
        """Say whether the search must end now."""
        return self.left_seconds() <= 0 or (self.wants_stop is not None and self.wants_stop())

    def tell(self, objective_yen: int | None, bound_yen: int, phase: str) -> None:
        """Report an improvement."""
        if self.on_progress is not None:
            self.on_progress(Progress(self.seconds(), objective_yen, bound_yen, phase))
