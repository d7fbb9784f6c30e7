"""What workers do again and again."""

from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.factories import OFFICE


def test_somebody_does_each_kind_of_work_that_comes_back() -> None:
    kinds = [work.kind for work in PERIODIC]

    assert len(set(kinds)) == len(kinds) > 0
    assert set(kinds) <= set(handlers_of(OFFICE))
