"""The command line over an instance folder of the test's own."""

import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from seminar_service import samples
from seminar_service.cli import commands, demo, main, running, setting_up
from seminar_service.config import KNOWN, PREFIX
from seminar_service.server import Serving

Run = Callable[..., Result]


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """How a command ends as a process, with what it says on the test's own outputs."""
    monkeypatch.setattr(sys, "argv", ["seminar-service", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def run_command(*arguments: str, typed: str = "") -> Result:
    """Run a command as an operator would; faults come back as the result's exception."""
    return CliRunner().invoke(commands, arguments, input=typed)


@contextmanager
def logs_as_before() -> Iterator[None]:
    """Commands set up logs for a whole process; the tests share one."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def point_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands work with an instance folder, and see no settings from outside."""
    for key in KNOWN:
        monkeypatch.delenv(PREFIX + key.upper(), raising=False)
    monkeypatch.setenv("SEMINAR_INSTANCE", str(folder))
    leave_planner_cold(monkeypatch)


def leave_planner_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling the planner has a test of its own."""
    for module in (setting_up, demo):
        monkeypatch.setattr(module, "warm_planner", lambda: None)


def leave_tours_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning the sample tours takes long and has tests of its own."""
    monkeypatch.setattr(samples, "prepare", lambda *_, **__: None)


def made_by(folder: Path, *arguments: str) -> Path:
    """What a command makes of a folder, for tests that begin with a copy of it."""
    with pytest.MonkeyPatch.context() as monkeypatch, logs_as_before():
        point_at(folder, monkeypatch)
        leave_tours_out(monkeypatch)
        result = run_command(*arguments)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def fresh_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` makes."""
    return made_by(tmp_path_factory.mktemp("fresh") / "instance", "init")


@pytest.fixture(scope="session")
def fresh_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `demo` makes, without tours."""
    return made_by(tmp_path_factory.mktemp("demo") / "instance", "demo", "--prepare-only")


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """Logs as they were before the test."""
    with logs_as_before():
        yield


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder that does not exist yet, and no settings from outside."""
    folder = tmp_path / "instance"
    point_at(folder, monkeypatch)
    return folder


@pytest.fixture
def run(instance: Path) -> Run:  # noqa: ARG001 (the commands find it in the environment)
    """Runs a command, where there is nothing yet."""
    return run_command


@pytest.fixture
def ready(run: Run, instance: Path, fresh_installation: Path) -> Run:
    """The same, after `init`."""
    shutil.copytree(fresh_installation, instance)
    return run


@pytest.fixture
def in_demo(run: Run, instance: Path, fresh_demo: Path) -> Run:
    """The same, after `demo`."""
    shutil.copytree(fresh_demo, instance)
    return run


@pytest.fixture
def without_tours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo without tours."""
    leave_tours_out(monkeypatch)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Serving]:
    """What would be served, instead of serving."""
    how: list[Serving] = []
    for module in (demo, running):
        monkeypatch.setattr(module, "serve_forever", lambda _found, serving: how.append(serving))
    return how
