"""Compiling the inner loops with numba, once for all later runs.

Machine code is kept beside the module where that folder can be written, else in the user's cache
folder; `NUMBA_CACHE_DIR` names another. Where none can be written, each process compiles anew.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

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
    return fast
