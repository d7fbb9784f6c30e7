"""What becomes of kept pages while their Redis is in trouble, with a Redis of the test's own."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest
import redis

from seminar_service.revisions.values import RevisionNumbers
from seminar_service.web.kept.answers import KeptAnswer
from seminar_service.web.kept.stores import SharedStore

SECRET = "a secret that only tests know, long enough"
ANSWER = KeptAnswer([("ETag", '"1"')], b"page" * 100, RevisionNumbers(1, 1), None, 1.0)


class OwnRedis:
    """A server that is started and ended by the test."""

    def __init__(self, program: str, folder: Path) -> None:
        self._socket = folder / "redis.sock"
        self.url = f"unix://{self._socket}"
        self._command = [program, "--port", "0", "--unixsocket", str(self._socket)]
        self._command += ["--save", "", "--dir", str(folder), "--logfile", str(folder / "log")]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *more: str) -> redis.Redis:
        """Start it, and give a client once it answers."""
        self._process = subprocess.Popen([*self._command, *more])
        client = redis.Redis.from_url(self.url)
        for _ in range(500):
            with suppress(redis.RedisError):
                client.ping()
                return client
            sleep(0.02)
        raise AssertionError("no answer")

    def end(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def own_redis() -> Iterator[OwnRedis]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server to start")
    # The path of a socket is short; that of a test's folder may not be.
    with tempfile.TemporaryDirectory() as folder:
        server = OwnRedis(program, Path(folder))
        yield server
        server.end()


def fill(client: redis.Redis) -> None:
    """Leave no room for anything."""
    for size in (100_000, 1_000, 10):
        with suppress(redis.OutOfMemoryError):
            for number in range(100_000):
                client.set(f"{size} {number}", b"x" * size)


def named(store: SharedStore, key: str) -> str:
    return f"seminar_pages:{store._name(key)}"


def test_a_redis_that_goes_and_comes_back_is_used_again(own_redis: OwnRedis) -> None:
    own_redis.start()
    first, second = (SharedStore(own_redis.url, SECRET, "m") for _ in range(2))
    first.put("/", ANSWER)
    assert second.shared("/") == ANSWER

    own_redis.end()
    second.put("/", ANSWER)
    assert second.shared("/") is None
    assert second.own("/") == ANSWER

    own_redis.start()
    second._away_until = 0.0
    second.put("/", ANSWER)
    first._away_until = 0.0
    assert first.shared("/") == ANSWER


def test_a_full_redis_keeps_nothing_and_a_process_its_own(own_redis: OwnRedis) -> None:
    client = own_redis.start("--maxmemory", "2mb", "--maxmemory-policy", "noeviction")
    fill(client)
    store = SharedStore(own_redis.url, SECRET, "m")

    store.put("/", ANSWER)

    assert store.own("/") == ANSWER
    assert client.get(named(store, "/")) is None
    client.flushall()
    store._away_until = 0.0
    store.put("/", ANSWER)
    assert SharedStore(own_redis.url, SECRET, "m").shared("/") == ANSWER


def test_something_of_another_kind_under_our_key_stands_in_nobodys_way(own_redis: OwnRedis) -> None:
    client = own_redis.start()
    store = SharedStore(own_redis.url, SECRET, "m")
    client.rpush(named(store, "/"), "a list")
    store.put("/other", ANSWER)

    assert store.shared("/") is None
    assert store.shared("/other") == ANSWER
    store.put("/", ANSWER)
    assert store.shared("/") == ANSWER


def test_a_client_that_was_told_to_read_text_finds_nothing(own_redis: OwnRedis) -> None:
    client = own_redis.start()
    SharedStore(own_redis.url, SECRET, "m").put("/", ANSWER)
    store = SharedStore(f"{own_redis.url}?decode_responses=true", SECRET, "m")

    assert store.shared("/") is None
    client.set(named(store, "/"), "text")
    store._away_until = 0.0
    assert store.shared("/") is None
