"""Wake-up calls through each kind of queue."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from seminar_service.jobs.wakeups import Wakeups


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


def test_a_call_reaches_one_of_those_who_wait(queue_url: str) -> None:
    caller, waiter = Wakeups(queue_url), Wakeups(queue_url)
    never = threading.Event()
    try:
        caller.ring(7)
        caller.ring(8)
        assert [waiter.wait(never), waiter.wait(never)] == [7, 8]
        assert waiter.wait(never) is None
    finally:
        caller.close()
        waiter.close()


def test_a_queue_that_is_away_fails_nobody(tmp_path: Path) -> None:
    stopped = threading.Event()
    stopped.set()
    for url in (
        f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'queue.db'}",
        f"postgresql://nobody@127.0.0.1:{free_port()}/none",
        f"redis://127.0.0.1:{free_port()}/0",
    ):
        wakeups = Wakeups(url)
        wakeups.ring(7)
        assert wakeups.wait(stopped) is None


def test_only_a_local_file_asks_for_an_embedded_worker() -> None:
    assert Wakeups("sqlite:////var/lib/seminar/queue.db").is_embedded
    assert not Wakeups("postgresql://db/seminar").is_embedded
    assert not Wakeups("redis://queue/0").is_embedded
