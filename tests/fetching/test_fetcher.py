"""An address is asked by a process of its own, for a limited time, few at a time."""

import sys
import threading
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from structlog.testing import capture_logs

from seminar_service.fetching import fetcher
from seminar_service.fetching.errors import FetchersBusy
from seminar_service.fetching.fetcher import fetch
from seminar_service.fetching.values import Answer, Fault, FetchFailed, Marks, Wanted
from tests.fetching.servers import Handler, Served, serving

ROOT = Path(__file__).parents[2]
FILE = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def ask_here(monkeypatch: pytest.MonkeyPatch, served: Served) -> None:
    """Let the process be one that asks this machine."""
    start = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r});"
    start += "runpy.run_module('tests.fetching.here', run_name='__main__', alter_sys=False)"
    monkeypatch.setattr(fetcher, "_COMMAND", (sys.executable, "-c", start, str(served.trust)))


def test_what_a_server_answers_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(tmp_path, lambda to: to.answer(200, FILE, ETag='"1"')) as served:
        ask_here(monkeypatch, served)
        assert fetch(Wanted(served.address())) == Answer(FILE, Marks('"1"'))


def test_the_process_of_the_service_asks_no_private_host_and_logs_no_address(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, lambda to: to.answer(200, FILE)) as served, capture_logs() as logs:
        for address in (served.address(), "https://169.254.169.254/latest/meta-data/"):
            with pytest.raises(FetchFailed) as failed:
                fetch(Wanted(address))
            assert failed.value.fault is Fault.NOT_PUBLIC
    assert served.asked == []
    assert "169.254" not in str(logs)


def test_the_environment_changes_nothing_of_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path, lambda to: to.answer(200, FILE)) as served:
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{served.port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(served.trust))
        with pytest.raises(FetchFailed) as failed:
            fetch(Wanted(served.address()))
    assert failed.value.fault is Fault.NOT_PUBLIC


def test_a_server_that_drips_is_left_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def drips(to: Handler) -> None:
        to.send_response(200)
        to.end_headers()
        while not over.wait(0.1):
            to.wfile.write(b"x")

    with serving(tmp_path, drips) as served:
        ask_here(monkeypatch, served)
        with pytest.raises(FetchFailed) as failed:
            fetch(Wanted(served.address()), seconds=3)
        over.set()
    assert failed.value.fault is Fault.TOO_SLOW


def test_few_are_asked_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = BoundedSemaphore(1)
    monkeypatch.setattr(fetcher, "_turns", turns)
    monkeypatch.setattr(fetcher, "PATIENCE_SECONDS", 0.01)
    with turns, pytest.raises(FetchersBusy):
        fetch(Wanted("https://cal.example.jp/"))


@pytest.mark.parametrize(
    ("ends", "fault"),
    [
        ("raise SystemExit(1)", Fault.UNREACHABLE),
        ("import os; os.kill(os.getpid(), 9)", Fault.TOO_LARGE),
    ],
)
def test_a_process_that_breaks_is_a_fault_too(
    monkeypatch: pytest.MonkeyPatch, ends: str, fault: Fault
) -> None:
    monkeypatch.setattr(fetcher, "_COMMAND", (sys.executable, "-c", ends))
    with pytest.raises(FetchFailed) as failed:
        fetch(Wanted("https://cal.example.jp/"))
    assert failed.value.fault is fault
