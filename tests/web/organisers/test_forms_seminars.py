"""What the staff fills in about seminars."""

from datetime import date

import pytest

from seminar_service.web.editing.forms import NO_VERSION
from seminar_service.web.limits import LARGEST_VENUE
from seminar_service.web.organisers.forms_seminars import (
    PLAN_AGAIN,
    AnnounceForm,
    CancelForm,
    DescriptionForm,
)
from tests.web.conftest import Page

SOUND = {
    "version": "1",
    "title_ja": "知財セミナー",
    "title_en": "Seminar",
    "venue_name": "会議室",
    "capacity": "50",
}


def test_each_chosen_seminar_is_announced_as_the_list_showed_it(page: Page) -> None:
    sent = {"seminars": ["aaa", "bbb", "ccc"], "version-aaa": "3", "version-bbb": "x"}
    with page(method="POST", data=sent | {"version-ddd": "7"}):
        assert AnnounceForm().versions() == {"aaa": 3, "bbb": NO_VERSION, "ccc": NO_VERSION}


def test_a_description_is_what_services_take(page: Page) -> None:
    with page(method="POST", data=SOUND):
        form = DescriptionForm()
        assert form.validate()
        found = form.description()
    assert (found.title_en, found.capacity, found.venue_address) == ("Seminar", 50, "")


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, []),
        ({"venue_name": "別館"}, ["address", "position"]),
        ({"venue_name": "別館", "venue_address": "栄2-2"}, ["position"]),
        ({"venue_name": "別館", "venue_address": "栄2-2", "venue_position": "35.1, 136.9"}, []),
    ],
)
def test_what_stays_beside_a_new_hall_is_asked_about(
    page: Page, changes: dict[str, str], asked: list[str]
) -> None:
    hall = {"venue_name": "会議室", "venue_address": "栄1-1", "venue_position": "35.1,136.1"}
    with page(method="POST", data=SOUND | hall | changes):
        form = DescriptionForm(data=hall | {"venue_postal_code": ""})
        assert form.validate(), form.errors
        form.asks_back()
        assert [each.name for each in form.asked] == asked


def test_programme_way_and_deadline_may_be_left_empty_and_have_limits(page: Page) -> None:
    with page(method="POST", data=SOUND):
        form = DescriptionForm()
        assert form.validate()
        assert form.description().registration_closes_on is None
    told = {"programme_en": "13:30 Lecture", "registration_closes_on": "2026/10/1"}
    with page(method="POST", data=SOUND | told):
        form = DescriptionForm()
        assert form.validate()
        found = form.description()
    assert (found.programme_en, found.registration_closes_on) == (
        "13:30 Lecture",
        date(2026, 10, 1),
    )
    wrong = {
        "programme_ja": "あ" * 2001,
        "access_en": "a" * 1001,
        "registration_closes_on": "tomorrow",
    }
    with page(method="POST", data=SOUND | wrong):
        form = DescriptionForm()
        assert not form.validate()
        assert set(form.errors) == set(wrong)


@pytest.mark.parametrize("capacity", ["0", "-1", str(LARGEST_VENUE + 1), "", "many"])
def test_a_room_has_some_places_and_not_too_many(page: Page, capacity: str) -> None:
    with page(method="POST", data=SOUND | {"capacity": capacity}):
        form = DescriptionForm()
        assert not form.validate()
        assert set(form.errors) == {"capacity"}


@pytest.mark.parametrize(
    ("note", "is_valid"), [("台風のため", True), ("", False), ("x" * 501, False)]
)
def test_nobody_cancels_without_a_reason(page: Page, note: str, is_valid: bool) -> None:
    typed = {"version": "1", "bid": PLAN_AGAIN}
    for language in ("note_ja", "note_en"):
        with page(method="POST", data=typed | {language: note}):
            assert CancelForm().validate() is is_valid


def test_nobody_cancels_without_saying_what_becomes_of_the_bid(page: Page) -> None:
    with page(method="POST", data={"version": "1", "note_ja": "台風のため"}):
        form = CancelForm()
        assert not form.validate()
        assert set(form.errors) == {"bid"}
