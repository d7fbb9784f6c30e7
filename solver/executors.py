"""Who computes what a proof can compute apart: threads, processes, or other machines.

A factory is a function that takes the number of workers and returns a context with an executor in
it (`concurrent.futures`); an executor of that kind is such a context itself. The process that
proves calls it, so it is named by where it is imported from: `package.module:function`.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from multiprocessing import resource_tracker

from solver.errors import UnknownExecutor

Factory = Callable[[int], AbstractContextManager[Executor]]


def find_factory(name: str) -> Factory:
    """Return the factory of a name.

    Args:
        name: `package.module:function`.

    Raises:
        UnknownExecutor: It cannot be imported, or is no function.
    """
    module, _, function = name.partition(":")
    try:
        factory: Factory = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise UnknownExecutor(f"{name} is no package.module:function: {error}") from error
    if not callable(factory):
        raise UnknownExecutor(f"{name} is no function")
    return factory


def threads(workers: int) -> AbstractContextManager[Executor]:
    """Return threads of this process: the compiled passes run beside each other in them."""
    return ThreadPoolExecutor(workers)


@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """Return processes of this machine, which end with the one that started them."""
    start_tracker_quietly()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as executor:
        yield executor


def start_tracker_quietly() -> None:
    """Start what cleans up after killed processes; to be killed is no fault that it should tell.

    All processes that are started from here on, by whatever engine, share it.
    """
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker"
    try:
        resource_tracker.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, even when it was killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
