"""Being woken: by others, by a colleague, or not at all because the bell is out of order."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar_service.work.wakeups import Wakeups
from tests.work.test_bells import free_port

NEVER = threading.Event()


@pytest.fixture
def queue_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'queue.db'}"


@pytest.fixture
def wakeups(queue_url: str) -> Iterator[Wakeups]:
    """What has listened before."""
    wakeups = Wakeups(queue_url)
    assert wakeups.wait(NEVER)
    yield wakeups
    wakeups.close()


def test_one_who_waits_is_woken_by_another_process(wakeups: Wakeups, queue_url: str) -> None:
    caller = Wakeups(queue_url)

    caller.ring()

    assert wakeups.wait(NEVER)
    assert not wakeups.wait(NEVER)
    caller.close()


def test_one_who_waits_is_woken_by_itself(wakeups: Wakeups) -> None:
    wakeups.ring()

    assert wakeups.wait(NEVER)


def test_what_is_too_much_for_one_thread_wakes_the_next_one(wakeups: Wakeups) -> None:
    wakeups.pass_on()

    assert wakeups.wait(NEVER)
    assert not wakeups.wait(NEVER)


def test_a_ring_wakes_one_thread_of_a_worker(wakeups: Wakeups, queue_url: str) -> None:
    woken: list[bool] = []
    threads = [threading.Thread(target=lambda: woken.append(wakeups.wait(NEVER))) for _ in range(2)]
    for thread in threads:
        thread.start()
    caller = Wakeups(queue_url)
    caller.ring()
    for thread in threads:
        thread.join()

    assert sorted(woken) == [False, True]
    caller.close()


def test_a_bell_that_is_out_of_order_fails_nobody(tmp_path: Path) -> None:
    stopped = threading.Event()
    for url in (
        f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'queue.db'}",
        f"postgresql://nobody@127.0.0.1:{free_port()}/none",
        f"redis://127.0.0.1:{free_port()}/0",
        "redis://queue:no-number/0",
    ):
        wakeups = Wakeups(url)
        threading.Timer(0.1, stopped.set).start()
        wakeups.ring()
        assert not wakeups.wait(stopped)
        stopped.clear()


def test_a_bell_that_comes_back_is_heard_again(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    wakeups = Wakeups(f"sqlite:///{folder / 'queue.db'}")
    stopped = threading.Event()
    threading.Timer(0.1, stopped.set).start()
    assert not wakeups.wait(stopped)

    folder.mkdir()

    assert wakeups.wait(NEVER)
    wakeups.close()


def test_only_a_local_file_asks_for_an_embedded_worker() -> None:
    assert Wakeups("sqlite:////var/lib/seminar/queue.db").is_embedded
    assert not Wakeups("postgresql://db/seminar").is_embedded
    assert not Wakeups("redis://queue/0").is_embedded
