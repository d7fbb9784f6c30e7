"""When what the office writes is published."""

from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from seminar_service.web.organisers.website.going_live import GoingLiveForm
from tests.factories import NOW
from tests.web.conftest import Page

NINE = datetime(2026, 6, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "live_from"),
    [
        ({"when": "draft", "day": "nonsense is not looked at"[:0]}, None),
        ({"when": "at_once"}, NOW),
        ({"when": "later", "day": "2026/6/2", "clock": "900"}, NINE),
    ],
)
def test_it_is_published_as_chosen(
    page: Page, sent: dict[str, str], live_from: datetime | None
) -> None:
    with page(method="POST"):
        form = GoingLiveForm(MultiDict(sent), meta={"csrf": False})
        assert form.validate()
        assert form.live_from() == live_from


@pytest.mark.parametrize(
    "sent", [{"when": "later"}, {"when": "later", "day": "2026-06-02"}, {"when": "soon"}, {}]
)
def test_a_set_time_needs_day_and_time(page: Page, sent: dict[str, str]) -> None:
    with page(method="POST"):
        assert not GoingLiveForm(MultiDict(sent), meta={"csrf": False}).validate()
