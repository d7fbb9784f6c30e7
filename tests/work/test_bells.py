"""A bell of each kind: heard by all who listen, in this process or another."""

import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from seminar_service.work.bells import RING_NUMBERS, Bell, bell_at


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis server of the test's own."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("no redis-server is installed")
    port = free_port()
    process = subprocess.Popen(
        [server, "--port", str(port), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    retry = redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 200)
    with redis.Redis.from_url(url, retry=retry, retry_on_error=[ConnectionError]) as client:
        client.ping()
    try:
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql), "redis"],
)
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'queue.db'}"
    if request.param == "redis":
        url: str = request.getfixturevalue("redis_url")
        return url
    database: str = request.getfixturevalue("postgresql_url")
    return database.replace("postgresql+psycopg://", "postgresql://")


MakeBell = Callable[[], Bell]


@pytest.fixture
def make_bell(queue_url: str) -> Iterator[MakeBell]:
    """Ends of one bell, closed after the test."""
    bells: list[Bell] = []

    def make() -> Bell:
        bells.append(bell_at(queue_url))
        return bells[-1]

    yield make
    for bell in bells:
        bell.close()


def test_all_who_listen_hear_a_bell(make_bell: MakeBell) -> None:
    ringing, first, second = make_bell(), make_bell(), make_bell()
    for listening in (first, second):
        while listening.heard(0.1):
            pass  # who has only begun to listen hears what may have been before

    ringing.ring()

    assert first.heard(5)
    assert second.heard(5)
    assert not first.heard(0.1)


def test_who_begins_to_listen_takes_it_that_the_bell_has_rung(make_bell: MakeBell) -> None:
    make_bell().ring()

    assert make_bell().heard(5)


def test_a_bell_that_rang_while_nobody_attended_is_heard_afterwards(make_bell: MakeBell) -> None:
    ringing, listening = make_bell(), make_bell()
    while listening.heard(0.1):
        pass

    ringing.ring()
    ringing.ring()

    assert listening.heard(5)


def test_the_number_of_rings_begins_anew_where_it_no_longer_fits(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'queue.db'}"
    with sqlite3.connect(tmp_path / "queue.db") as connection:
        connection.execute(f"PRAGMA user_version = {RING_NUMBERS - 1}")
    listening = bell_at(url)
    assert listening.heard(0)
    ringing = bell_at(url)

    ringing.ring()

    assert listening.heard(0)
    with sqlite3.connect(tmp_path / "queue.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    ringing.close()
    listening.close()


def test_a_bell_in_the_file_of_the_database_leaves_its_tables_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'seminar.db'}"
    with sqlite3.connect(tmp_path / "seminar.db") as connection:
        connection.execute("CREATE TABLE thing (id INTEGER)")
    bell = bell_at(url)

    bell.ring()
    bell.close()

    with sqlite3.connect(tmp_path / "seminar.db") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("thing",)]
