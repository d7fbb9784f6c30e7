"""Which page shows a form."""

import pytest

from seminar_service.web.form_pages import page_of
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("address", "shown_at", "view"),
    [
        ("/bids/new", "/bids/new", "hosts.new_bid"),
        ("/bids/token/confirmation", "/bids/token", "hosts.bid"),
    ],
)
def test_it_is_the_address_itself_or_the_nearest_one_above_it(
    page: Page, address: str, shown_at: str, view: str
) -> None:
    with page():
        found = page_of(address)
    assert found is not None
    path, rule, _ = found
    assert (path, rule.endpoint) == (shown_at, view)


def test_the_values_of_its_address_come_along(page: Page) -> None:
    with page():
        found = page_of("/bids/token/confirmation")
    assert found is not None
    assert found[2] == {"token": "token"}


@pytest.mark.parametrize("address", ["", "/no-such-page", "/no/such/page"])
def test_where_nothing_is_shown_there_is_none(page: Page, address: str) -> None:
    with page():
        assert page_of(address) is None
