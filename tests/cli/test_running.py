"""`serve` and `worker`: what runs until it is told to end."""

import os
import signal
import threading
from dataclasses import replace
from typing import Any

import pytest
from click import UsageError

from seminar_service.cli import running
from seminar_service.cli.running import serving
from seminar_service.config import Settings
from seminar_service.server import WORKER_STOP_SECONDS
from tests.cli.conftest import Run, exit_code


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SEMINAR_DATABASE_URL", "mysql://db/seminar"),
        ("SEMINAR_QUEUE_URL", "carrier-pigeon:"),
        ("SEMINAR_MAIL_URL", "smtp://"),
        ("SEMINAR_BASE_URL", "seminar.example.jp"),
    ],
)
def test_a_worker_with_a_malformed_setting_does_not_start(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)

    assert exit_code(monkeypatch, "worker") == 2

    assert capsys.readouterr().err.startswith(f"Configuration: {variable} ")


def test_a_local_queue_brings_the_worker_into_the_one_web_process(settings: Settings) -> None:
    how = serving(settings, host="127.0.0.1", port=8000)

    assert (how.processes, how.with_worker) == (1, True)


def test_a_shared_queue_leaves_the_work_to_workers(settings: Settings) -> None:
    shared = replace(settings, queue_url="redis://queue/0")

    how = serving(shared, host="127.0.0.1", port=8000)

    assert (how.processes, how.with_worker) == (2, False)


def test_several_web_processes_have_no_worker_inside(ready: Run) -> None:
    result = ready("serve", "--processes", "3")

    assert result.exit_code == 2
    assert "--without-worker" in result.output


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"processes": 4}, (4, False)),
        ({"with_worker": True}, (1, True)),
        ({"processes": 1, "with_worker": True}, (1, True)),
        ({"with_worker": False}, (2, False)),
    ],
)
def test_what_was_said_wins_over_what_the_settings_suggest(
    settings: Settings, said: dict[str, Any], meant: tuple[int, bool]
) -> None:
    shared = replace(settings, queue_url="redis://queue/0")

    how = serving(shared, host="::1", port=8001, threads=3, **said)

    assert (how.processes, how.with_worker) == meant
    assert (how.host, how.port, how.threads) == ("::1", 8001, 3)


def test_a_worker_inside_several_processes_is_refused_however_it_is_said(
    settings: Settings,
) -> None:
    with pytest.raises(UsageError, match="--processes 1"):
        serving(settings, host="127.0.0.1", port=8000, processes=2, with_worker=True)


class FakeWorker:
    """Ends at once, or not."""

    def __init__(self, *, ends: bool) -> None:
        self.ends = ends
        self.given: list[float] = []

    def stop(self, seconds: float) -> bool:
        self.given.append(seconds)
        return self.ends


@pytest.fixture
def signals_as_before() -> Any:
    """The command takes over signals of the whole process."""
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.usefixtures("signals_as_before")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("ends", "code"), [(True, 0), (False, 1)])
def test_a_worker_works_until_it_is_told_to_end_and_says_whether_it_ended_cleanly(
    ready: Run, monkeypatch: pytest.MonkeyPatch, told: int, *, ends: bool, code: int
) -> None:
    worker = FakeWorker(ends=ends)

    def start(_found: Settings) -> FakeWorker:
        threading.Timer(0.05, os.kill, (os.getpid(), told)).start()
        return worker

    monkeypatch.setattr(running, "start_worker", start)

    assert ready("worker").exit_code == code
    assert worker.given == [WORKER_STOP_SECONDS]
