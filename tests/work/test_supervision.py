"""Threads that end unasked begin anew, and the process says so."""

import threading
from collections import deque
from datetime import datetime, timedelta

import pytest

from seminar_service.work import supervision
from seminar_service.work.supervision import ended_lately, supervised

PATIENCE_SECONDS = 20.0


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restart at once, and forget afterwards what has ended."""
    monkeypatch.setattr(supervision, "RESTART_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(supervision, "_ends", deque())


@pytest.mark.parametrize(
    "error", [RuntimeError, MemoryError, SystemExit, KeyboardInterrupt, GeneratorExit]
)
def test_a_loop_that_something_ends_begins_anew_and_is_named(
    now: datetime, error: type[BaseException]
) -> None:
    stop, again = threading.Event(), threading.Event()
    failures = iter([error()])

    def loop(stop: threading.Event) -> None:
        for each in failures:
            raise each
        again.set()
        stop.wait()

    thread = supervised("mail", loop, stop, lambda: now)
    thread.start()
    try:
        assert again.wait(PATIENCE_SECONDS)
        assert thread.is_alive()
        assert ended_lately(now) == ["mail"]
        assert ended_lately(now + timedelta(minutes=10)) == []
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def test_a_loop_that_just_returns_begins_anew_too(now: datetime) -> None:
    stop, again = threading.Event(), threading.Event()
    turns = iter([False])

    def loop(stop: threading.Event) -> None:
        if next(turns, True):
            again.set()
            stop.wait()

    thread = supervised("mail", loop, stop, lambda: now)
    thread.start()
    try:
        assert again.wait(PATIENCE_SECONDS)
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
    assert ended_lately(now) == ["mail"]


def test_a_loop_that_ends_when_it_is_told_to_is_nothing_to_report(now: datetime) -> None:
    stop = threading.Event()

    thread = supervised("mail", lambda stop: stop.wait(), stop, lambda: now)  # type: ignore[arg-type]  # the answer is not looked at
    thread.start()
    stop.set()
    thread.join(PATIENCE_SECONDS)

    assert not thread.is_alive()
    assert ended_lately(now) == []
