"""Forms that change a bid: what they take for the same."""

from typing import Any

from seminar_service.web.bid_editing import VersionedBidForm
from tests.web.bids import CALENDAR, SOUND, TODAY, TOPICS, TOUR
from tests.web.conftest import Page


def filled(page: Page, locale: str = "en", **changed: Any) -> dict[str, object]:
    """What the first choice says, to be compared and in words."""
    with page(method="POST", data=SOUND | changed, locale=locale):
        form = VersionedBidForm(TOUR, CALENDAR, TOPICS, TODAY)
        dates = form.first_choice
        return {"pictured": form.pictured(dates), "spelled": form.spelled(dates)}


def test_dates_are_the_same_however_their_rows_were_typed(page: Page) -> None:
    range_ = filled(page, **{"first_choice-0-ends": "2026-10-07"})
    days = filled(page, **{"first_choice-1-begins": "2026-10-07"})
    gap = filled(page, **{"first_choice-3-begins": "2026/10/7", "first_choice-1-begins": ""})
    assert range_ == days == gap
    assert range_["pictured"] == ["2026-10-06", "2026-10-07"]


def test_days_on_which_nothing_is_held_make_no_difference(page: Page) -> None:
    friday = filled(page, **{"first_choice-1-begins": "2026-10-09"})
    sunday = filled(
        page, **{"first_choice-1-begins": "2026-10-09", "first_choice-1-ends": "2026-10-11"}
    )
    assert friday == sunday


def test_dates_are_told_as_ranges_in_the_reader_s_language(page: Page) -> None:
    more = {"first_choice-0-ends": "2026-10-07", "first_choice-1-begins": "2026-10-21"}
    assert filled(page, **more)["spelled"] == "Tue 6 Oct 2026 – Wed 7 Oct 2026, Wed 21 Oct 2026"
    assert filled(page, "ja", **more)["spelled"] == (
        "2026年10月6日（火）〜2026年10月7日（水）、2026年10月21日（水）"
    )
