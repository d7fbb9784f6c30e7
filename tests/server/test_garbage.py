"""Objects that stay are set aside; what comes later is still cleared away."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from seminar_service.server.garbage import set_aside


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


class _Ring:
    def __init__(self) -> None:
        self.own = self


def test_what_is_there_is_not_looked_through_again() -> None:
    stays = [_Ring()]

    set_aside()

    assert gc.get_freeze_count() > 0
    assert all(each is not stays[0] for each in gc.get_objects())


def test_what_comes_later_and_is_given_up_is_cleared_away() -> None:
    set_aside()

    ring = _Ring()
    seen = weakref.ref(ring)
    del ring
    gc.collect()

    assert seen() is None
