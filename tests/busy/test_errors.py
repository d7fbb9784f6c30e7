"""Why nothing is known of a calendar file."""

import pytest

from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable, ReadersBusy
from seminar_service.domain.errors import Category, DomainError


@pytest.mark.parametrize("error", [CalendarTooLarge, CalendarUnreadable])
def test_whoever_sent_it_can_mend_it(error: type[DomainError]) -> None:
    assert error.category is Category.INVALID


def test_that_others_come_first_is_nobodys_fault() -> None:
    assert ReadersBusy.category is Category.CONFLICT
