"""Executors for tests, named by where they are imported from."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

NO_FUNCTION = "a word"


@contextmanager
def dask(_: int) -> Iterator[Executor]:
    """Return the workers of the cluster that `DASK_SCHEDULER_ADDRESS` names."""
    from distributed import Client  # noqa: PLC0415 - an optional dependency

    with Client() as client, client.get_executor(pure=False) as executor:
        yield executor


def talkative(workers: int) -> Executor:
    """Return threads, and print."""
    print("looking for workers")  # noqa: T201 - what is tested
    return ThreadPoolExecutor(workers)


def broken(_: int) -> Executor:
    """Raise what a cluster that does not answer would."""
    raise OSError("no cluster answers")
