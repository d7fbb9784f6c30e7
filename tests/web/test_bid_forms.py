"""What every form of a bid asks."""

from datetime import date, time
from typing import Any

import pytest

from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.web.bid_forms import BidForm, prefecture_choices
from tests.web.bids import CALENDAR, SOUND, TODAY, TOPICS, TOUR
from tests.web.conftest import Page


def filled(page: Page, **changed: Any) -> BidForm:
    with page(method="POST", data=SOUND | changed):
        form = BidForm(TOUR, CALENDAR, TOPICS, TODAY)
        form.validate()
        form.said = {name: str(said) for name, said in form.errors.items()}
        return form


def test_what_was_entered_is_what_services_take(page: Page) -> None:
    form = filled(page)
    assert form.said == {}
    found = form.details()
    assert (found.host_kind, found.audience) == (HostKind.BANK, Audience.PUBLIC)
    assert (found.capacity, found.starts_at, found.ends_at) == (40, time(13, 30), time(16, 0))
    assert (found.topic_ids, found.corporate_number) == ([2], None)
    assert found.days == {date(2026, 10, 6): Choice.FIRST}


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"starts_at": "16:00"}, {"ends_at"}),
        ({"ends_at": "13:30"}, {"ends_at"}),
        ({"starts_at": "6:59"}, {"starts_at"}),
        ({"ends_at": "21:01"}, {"ends_at"}),
        ({"ends_at": ""}, {"ends_at"}),
        ({"capacity": "0"}, {"capacity"}),
        ({"topics": []}, {"topics"}),
        ({"topics": ["99"]}, {"topics"}),
        ({"place": "48"}, {"place"}),
        ({"place": ""}, {"place"}),
        ({"contact_email": "nobody"}, {"contact_email"}),
        ({"first_choice-0-begins": ""}, {"first_choice"}),
        ({"first_choice-0-begins": "2026-10-10"}, {"first_choice"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_alone(
    page: Page, changed: dict[str, Any], fields: set[str]
) -> None:
    assert set(filled(page, **changed).said) == fields


def test_every_prefecture_can_be_chosen_after_none(page: Page) -> None:
    with page():
        found = prefecture_choices()
    assert [each.value for each in found] == ["", *(each.code for each in prefectures())]
