"""Forms with which the staff enters, changes and decides on bids."""

from typing import Any

import pytest

from seminar_service.web.limits import HIGHEST_YEN
from seminar_service.web.organisers.forms_bids import (
    MOST_ADVISERS,
    EditBidForm,
    OfficeBidForm,
    OptionalWordsForm,
    WordsForm,
)
from tests.web.bids import CALENDAR, SOUND, TODAY, TOPICS, TOUR
from tests.web.conftest import Page

PAPER = {name: value for name, value in SOUND.items() if name != "topics"}


def filled(page: Page, form: type[OfficeBidForm] = OfficeBidForm, **changed: Any) -> Any:
    with page(
        method="POST",
        data=PAPER | {name.replace("__", "-"): said for name, said in changed.items()},
    ):
        found = form(TOUR, CALENDAR, TOPICS, TODAY)
        found.validate()
        found.said = {name: str(said) for name, said in found.errors.items()}
        return found


def test_each_adviser_has_topics_and_those_without_are_left_out(page: Page) -> None:
    form = filled(page, slots__0__topics=["1", "2"], slots__1__topics=[], slots__2__topics=["2"])
    assert form.said == {}
    assert form.office_details().slots == [[1, 2], [2]]
    assert form.topic_ids() == [1, 2]
    assert form.office_details().decline_yen is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({}, "slots"),
        ({"slots__0__topics": ["99"]}, "slots"),
        ({"slots__0__topics": ["1"], "decline_yen": "-1"}, "decline_yen"),
        ({"slots__0__topics": ["1"], "decline_yen": str(HIGHEST_YEN + 1)}, "decline_yen"),
        ({"slots__0__topics": ["1"], "note": "x" * 2_001}, "note"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_alone(
    page: Page, changed: dict[str, Any], field: str
) -> None:
    assert list(filled(page, **changed).said) == [field]


def test_there_may_be_more_advisers_up_to_a_limit_and_they_are_told_apart(page: Page) -> None:
    with page():
        form = OfficeBidForm(TOUR, CALENDAR, TOPICS, TODAY)
        for _ in range(MOST_ADVISERS + 3):
            form.add_row("slots")
        labels = [slot["topics"].label.text for slot in form.slots]
    assert labels == [f"Adviser {number + 1}" for number in range(MOST_ADVISERS)]


def test_a_colleague_reads_the_topics_of_each_adviser(page: Page) -> None:
    form = filled(page, EditBidForm, slots__0__topics=["1", "2"], slots__1__topics=["2"])
    with page():
        assert form.spelled(form.slots) == "Adviser 1: Patents, Brands; Adviser 2: Brands"


@pytest.mark.parametrize(("words", "is_needed_valid"), [("なぜなら", True), (" ", False)])
def test_a_refusal_needs_words_and_other_decisions_may_do_without(
    page: Page, words: str, is_needed_valid: bool
) -> None:
    with page(method="POST", data={"version": "1", "words": words}):
        assert WordsForm().validate() is is_needed_valid
        assert OptionalWordsForm().validate()
