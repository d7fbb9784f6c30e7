"""What the tests of the demo share."""

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import Result

from tests.cli.conftest import Run

PASSWORD = "correct horse battery staple\n"


def add(run: Run, email: str, role: str = "viewer") -> None:
    result = run("user", "add", email, "--role", role, "--password-stdin", typed=PASSWORD)
    assert result.exit_code == 0, result.output


def make_demo(run: Run) -> Result:
    return run("demo", "--prepare-only")


def everything(instance: Path) -> list[str]:
    """All that a database holds."""
    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        return list(database.iterdump())


def accounts(run: Run) -> set[str]:
    return {line.split()[0] for line in run("user", "list").output.splitlines()}
