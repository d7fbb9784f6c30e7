import math

import pytest

from solver import Progress, SolveOptions
from solver.progress import Watch


def test_a_line_of_progress_says_when_what_and_who() -> None:
    progress = Progress(1.23456, None, 700, "proof")
    assert progress.document() == {
        "seconds": 1.235,
        "objective_yen": None,
        "bound_yen": 700,
        "phase": "proof",
    }


@pytest.mark.parametrize(("limit", "stops"), [(math.inf, False), (60.0, False), (1e-9, True)])
def test_a_watch_stops_when_the_time_is_over(limit: float, stops: bool) -> None:
    assert Watch(limit).should_stop() == stops


def test_what_is_reserved_is_not_left_to_the_search() -> None:
    watch = Watch(60.0)
    assert 59 < watch.left_seconds() <= 60
    watch.reserve_seconds = 60.0
    assert watch.left_seconds() == 0.0
    assert watch.should_stop()


def test_time_that_does_not_count_is_added_to_the_limit() -> None:
    watch = Watch(60.0)
    watch.pause(is_paused=True)
    watch.began -= 100.0  # a long pause
    assert 59 < watch.left_seconds() <= 60
    watch.pause(is_paused=True)
    watch.pause(is_paused=False)
    assert 159 < watch.limit_seconds <= 161
    assert 59 < watch.left_seconds() <= 60
    watch.pause(is_paused=False)
    watch.began -= 61.0
    assert watch.should_stop()


def test_the_caller_can_stop_it_at_any_time() -> None:
    wishes = [False]
    watch = Watch(60.0, wants_stop=lambda: wishes[0])
    assert not watch.should_stop()
    wishes[0] = True
    assert watch.should_stop()


def test_each_improvement_is_told_with_the_time_since_the_start() -> None:
    told: list[Progress] = []
    Watch(60.0, told.append).tell(1000, 900, "greedy")
    (progress,) = told
    assert (progress.objective_yen, progress.bound_yen, progress.phase) == (1000, 900, "greedy")
    assert 0 <= progress.seconds < 60


def test_nobody_needs_to_listen() -> None:
    watch = Watch(60.0)

    watch.tell(None, 0, "start")

    assert not watch.should_stop()


def test_the_usual_solve_takes_a_minute_of_two_processors() -> None:
    options = SolveOptions()
    assert (options.time_limit_seconds, options.workers, options.seed) == (60.0, 2, 0)
