"""The command line over an instance folder of the test's own."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from seminar_service.cli import commands
from seminar_service.config import KNOWN, PREFIX

Run = Callable[..., Result]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder that does not exist yet, and no settings from outside."""
    for key in KNOWN:
        monkeypatch.delenv(PREFIX + key.upper(), raising=False)
    folder = tmp_path / "instance"
    monkeypatch.setenv("SEMINAR_INSTANCE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """Commands set up logs for a whole process; the tests share one."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def run(instance: Path) -> Run:  # noqa: ARG001 (the commands find it in the environment)
    """Runs a command as an operator would; faults come back as the result's exception."""

    def run_command(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(commands, arguments, input=typed)

    return run_command


@pytest.fixture
def ready(run: Run) -> Run:
    """The same, after `init`."""
    result = run("init")
    assert result.exit_code == 0, result.output
    return run
