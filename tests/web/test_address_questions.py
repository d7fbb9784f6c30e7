"""The old street address beside a new hall."""

import pytest

from seminar_service.web.bid_editing import VersionedBidForm
from tests.web.bids import CALENDAR, SOUND, TODAY, TOPICS, TOUR
from tests.web.conftest import Page

BEFORE = {"venue_name": "会議室", "venue_address": "豊橋市", "venue_postal_code": "440-0000"}


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, []),
        ({"venue_name": "別館"}, ["address"]),
        ({"venue_name": "別館", "venue_address": "豊橋市花田町"}, []),
        ({"venue_name": "別館", "venue_postal_code": "440-0001"}, []),
        ({"venue_address": "豊橋市花田町"}, []),
    ],
)
def test_a_bid_that_gets_a_new_hall_is_asked_about_the_old_address(
    page: Page, changes: dict[str, str], asked: list[str]
) -> None:
    with page(method="POST", data=SOUND | BEFORE | changes, locale="en"):
        form = VersionedBidForm(TOUR, CALENDAR, TOPICS, TODAY, data=BEFORE)
        assert form.validate(), form.errors
        form.asks_back()
        assert [each.name for each in form.asked] == asked
