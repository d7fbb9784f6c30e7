"""Compiling the inner loops with numba, once for all later runs.

Machine code is kept beside the module where that folder can be written, else in the user's cache
folder; `NUMBA_CACHE_DIR` names another. Where none can be written, each process compiles anew.
A function is compiled when it is called for the first time, so that happens in the middle of a
proof, unless it was done before (`solver.warming`).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from numba import njit
from numba.core import event

P = ParamSpec("P")
R = TypeVar("R")


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Return a small function that becomes part of the machine code of those that call it.

    Passing tuples of arrays from one compiled function to another counts references, which inner
    loops cannot afford.
    """
    fast: Callable[P, R] = njit(inline="always")(function)
    return fast


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function as machine code that runs without the interpreter's lock."""
    try:
        fast: Callable[P, R] = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba found no folder that it may write to
        fast = njit(nogil=True)(function)
        _unkept.append(function.__name__)
    return fast


_unkept: list[str] = []
"""Functions whose machine code ends with the process."""


def is_kept() -> bool:
    """Say whether machine code is kept for later processes."""
    return not _unkept


@contextmanager
def telling(listener: Callable[[bool], object]) -> Iterator[None]:
    """Tell somebody of all compiling meanwhile.

    Args:
        listener: Told true when compiling begins and false when it ends, from any thread. What is
            kept from earlier processes does not count.
    """
    with event.install_listener("numba:compile", _Compiling(listener)):
        yield


class _Compiling(event.Listener):
    """Functions are compiled within each other and in several threads; the outermost counts."""

    def __init__(self, listener: Callable[[bool], object]) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._under_way = 0

    def on_start(self, _: event.Event) -> None:
        self._count(1)

    def on_end(self, _: event.Event) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        with self._lock:
            before, self._under_way = self._under_way, self._under_way + step
            if bool(before) != bool(self._under_way):
                self._listener(bool(self._under_way))
