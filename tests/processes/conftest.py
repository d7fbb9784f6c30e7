"""Installations with a tour that takes a while to plan."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from seminar_service.config import KNOWN, PREFIX
from seminar_service.domain.vocabulary import Choice
from seminar_service.storage.engine import make_engine, make_session_factory
from tests.factories import make_adviser, make_bid, make_tour
from tests.processes.running import run_command

PLANNER = "planner@example.jp"
PASSWORD = "correct horse battery staple"
PLACES = ("01", "04", "13", "14", "20", "23", "26", "27", "34", "40", "43", "47")
HOMES = ("13", "13", "27", "40", "23")
BIDS = 48


def make_environ(instance: Path, **settings: str) -> dict[str, str]:
    """The environment of an installation's processes, with nothing set from outside."""
    outside = {key: value for key, value in os.environ.items() if not _is_setting(key)}
    common = {
        "instance": str(instance),
        "secret_key": "a secret that only tests know, long enough",
        "job_lease_seconds": "3",
        "log_format": "json",
        "require_second_factor": "no",
    }
    return outside | {PREFIX + key.upper(): value for key, value in (common | settings).items()}


@pytest.fixture
def shared_environ(postgresql_url: str, tmp_path: Path) -> dict[str, str]:
    """The settings of an installation that several processes share, set up and filled."""
    queue_url = postgresql_url.replace("postgresql+psycopg", "postgresql")
    environ = make_environ(tmp_path / "instance", database_url=postgresql_url, queue_url=queue_url)
    set_up(environ)
    return environ


@pytest.fixture
def local_environ(tmp_path: Path) -> dict[str, str]:
    """The settings of an installation in one process on SQLite, set up and filled."""
    instance = tmp_path / "instance"
    environ = make_environ(instance, database_url=f"sqlite:///{instance / 'seminar.db'}")
    set_up(environ)
    return environ


@pytest.fixture
def connect() -> Iterator[Callable[[dict[str, str]], Engine]]:
    """Opens an installation's database, to look at it from outside."""
    with ExitStack() as leaving:

        def connected(environ: dict[str, str]) -> Engine:
            engine = make_engine(environ["SEMINAR_DATABASE_URL"])
            leaving.callback(engine.dispose)
            return engine

        yield connected


def set_up(environ: dict[str, str]) -> None:
    """Make the database, a planner's account, and a tour."""
    run_command(environ, "init")
    account = ("user", "add", PLANNER, "--role", "planner", "--password-stdin")
    run_command(environ, *account, given=PASSWORD + "\n")
    engine = make_engine(environ["SEMINAR_DATABASE_URL"])
    fill(engine)
    engine.dispose()


def fill(engine: Engine) -> None:
    """A tour of next year with bids from all over the country."""
    chance = random.Random(7)  # noqa: S311 (nothing secret)
    year = datetime.now(UTC).year + 1
    with make_session_factory(engine)() as session:
        tour = make_tour(session, year)
        for home in HOMES:
            make_adviser(session, tour, home=home, max_seminars=12)
        for _ in range(BIDS):
            first = date(year, 4, 10) + timedelta(days=chance.randrange(240))
            days = {
                first + timedelta(days=offset): chance.choice([Choice.FIRST, Choice.SECOND])
                for offset in range(18)
                if (first + timedelta(days=offset)).weekday() < 5
            }
            make_bid(session, tour, place=chance.choice(PLACES), days=days)


def _is_setting(key: str) -> bool:
    return key.removeprefix(PREFIX).lower() in KNOWN and key.startswith(PREFIX)
