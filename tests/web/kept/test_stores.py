"""Where answers are kept."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis

from seminar_service.revisions.values import RevisionNumbers
from seminar_service.web.kept import stores
from seminar_service.web.kept.answers import KeptAnswer
from seminar_service.web.kept.stores import OwnStore, SharedStore, store_of

SERVER = os.environ.get("SEMINAR_TEST_REDIS", "redis://127.0.0.1:6379/0")
SECRET = "a secret that only tests know, long enough"


def answer(text: str = "page") -> KeptAnswer:
    return KeptAnswer([("ETag", '"1"')], text.encode(), RevisionNumbers(1, 1), None, 1.0)


@pytest.fixture
def mark() -> Iterator[str]:
    """A mark of nobody else's; what is kept under it is removed."""
    client = redis.Redis.from_url(SERVER, socket_connect_timeout=1)
    try:
        client.ping()
    except redis.RedisError:
        pytest.skip("no Redis answers")
    mark = uuid4().hex
    yield mark
    store = SharedStore(SERVER, SECRET, mark)
    client.delete(*(f"seminar_pages:{store._name(key)}" for key in ("/", "/other")))
    client.close()


def test_a_process_keeps_its_answers_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MOST_ANSWERS", 5)
    store = OwnStore()
    for number in range(50):
        store.put(f"/{number}", answer(str(number)))

    assert store.own("/49") == answer("49")
    assert store.own("/0") is None
    assert sum(store.own(f"/{number}") is not None for number in range(50)) <= 6
    assert store.shared("/49") is None
    store.clear()
    assert store.own("/49") is None


def test_an_answer_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LARGEST_ANSWER", 3)
    store = OwnStore()
    store.put("/", answer("four"))
    assert store.own("/") is None


def test_two_processes_share_what_one_has_built(mark: str) -> None:
    first, second = (SharedStore(SERVER, SECRET, mark) for _ in range(2))
    first.put("/", answer())

    assert second.own("/") is None
    assert second.shared("/") == answer()
    assert second.shared("/other") is None


def test_another_version_another_secret_and_another_place_share_nothing(mark: str) -> None:
    first = SharedStore(SERVER, SECRET, mark)
    first.put("/", answer())
    assert SharedStore(SERVER, SECRET, mark + "x").shared("/") is None
    assert SharedStore(SERVER, SECRET + "x", mark).shared("/") is None

    client = redis.Redis.from_url(SERVER)
    content = client.get(f"seminar_pages:{first._name('/')}")
    assert isinstance(content, bytes)
    client.set(f"seminar_pages:{first._name('/other')}", content)
    client.close()
    assert first.shared("/other") is None


@pytest.mark.parametrize("content", [b"", b"x", b"!cos\nsystem\n", b"\0" * 200])
def test_what_somebody_else_put_there_is_no_answer(mark: str, content: bytes) -> None:
    store = SharedStore(SERVER, SECRET, mark)
    client = redis.Redis.from_url(SERVER)
    client.set(f"seminar_pages:{store._name('/')}", content)
    client.close()
    assert store.shared("/") is None


def test_while_the_redis_is_away_a_process_keeps_its_own_and_does_not_ask_again() -> None:
    store = SharedStore("redis://127.0.0.1:1/0", SECRET, "mark")

    store.put("/", answer())
    assert store.shared("/") is None

    assert store.own("/") == answer()
    assert store._away_until > 0


def test_the_setting_says_where() -> None:
    assert store_of("none:", SECRET, str) is None
    assert type(store_of("memory:", SECRET, str)) is OwnStore
    assert type(store_of("rediss://127.0.0.1:1/0", SECRET, str)) is SharedStore
