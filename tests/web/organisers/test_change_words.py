"""What a release makes of a bid, as a sentence for the staff."""

from datetime import date, time

import pytest

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.web.organisers.change_words import change_sentence
from tests.web.conftest import Page

BEFORE = Appointment(date(2026, 10, 6), time(13, 30), time(15), (1,))
AFTER = Appointment(date(2026, 10, 7), time(13, 30), time(15), (2,))
BIDS = {4: Bid(number=7, host_name="商工会議所")}
ADVISERS = {1: Adviser(name="佐藤", name_en="Sato"), 2: Adviser(name="森", name_en="Mori")}


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        (ChangeKind.NEW, None, AFTER, "No. 7 商工会議所: new, Wed 7 Oct 2026 13:30–15:00, Mori"),
        (
            ChangeKind.MOVED,
            BEFORE,
            AFTER,
            "No. 7 商工会議所: Tue 6 Oct 2026 13:30–15:00 → Wed 7 Oct 2026 13:30–15:00, Mori",
        ),
        (ChangeKind.TEAM, BEFORE, AFTER, "No. 7 商工会議所: Mori instead of Sato"),
        (
            ChangeKind.CANCELLED,
            BEFORE,
            None,
            "No. 7 商工会議所: cancelled, was Tue 6 Oct 2026 13:30–15:00",
        ),
        (ChangeKind.KEPT, BEFORE, BEFORE, "No. 7 商工会議所: as it was"),
    ],
)
def test_each_change_is_a_sentence(
    page: Page,
    kind: ChangeKind,
    before: Appointment | None,
    after: Appointment | None,
    said: str,
) -> None:
    with page(locale="en"):
        assert change_sentence(Change(4, kind, before, after), BIDS, ADVISERS) == said


def test_what_is_not_there_any_more_is_told_without_names(page: Page) -> None:
    with page(locale="en"):
        found = change_sentence(Change(4, ChangeKind.NEW, None, AFTER), {}, {})
    assert found == "No. 4 : new, Wed 7 Oct 2026 13:30–15:00, "
