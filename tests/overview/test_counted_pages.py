"""One page of a long list, beside the numbers of its rows by state."""

import pytest

from seminar_service.outbox.model import MessageState
from seminar_service.overview.counted_pages import CountedPage, number_found

COUNTS = {MessageState.SENT: 7, MessageState.FAILED: 2}


@pytest.mark.parametrize(("found", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (9, 3)])
def test_a_list_has_a_page_also_where_it_has_no_rows(found: int, pages: int) -> None:
    assert CountedPage(COUNTS, found, page_size=3).pages == pages


def test_all_states_are_counted_whatever_is_asked_for() -> None:
    assert CountedPage(COUNTS, 2, page_size=3).all_states == 9
    assert number_found(COUNTS, None) == 9
    assert number_found(COUNTS, MessageState.FAILED) == 2
    assert number_found(COUNTS, MessageState.SENDING) == 0
