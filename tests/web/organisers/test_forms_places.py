"""What the staff decides about places, as forms take it."""

from datetime import date
from typing import Any

import pytest

from seminar_service.web.organisers.forms_places import (
    LONGEST_REASON,
    BeyondForm,
    KeptBackForm,
    PriorityForm,
)
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"kept_back": "5", "kept_until": "2026-09-01"}, []),
        ({"kept_back": "５"}, []),
        ({"kept_back": "0", "kept_until": ""}, []),
        ({"kept_back": ""}, ["kept_back"]),
        ({"kept_back": "-1"}, ["kept_back"]),
        ({"kept_back": "99999"}, ["kept_back"]),
        ({"kept_back": "1", "kept_until": "somewhen"}, ["kept_until"]),
    ],
)
def test_places_are_a_number_and_the_day_is_one(
    page: Page, sent: dict[str, str], wrong: list[str]
) -> None:
    with page(method="POST", data=sent | {"version": "1"}):
        form = KeptBackForm()
        form.validate()
        assert list(form.errors) == wrong
        if not wrong and sent.get("kept_until"):
            assert form.kept_until.data == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"priority": "0", "reason": "誤り"}, []),
        ({"priority": "9", "reason": "共催"}, []),
        ({"priority": "10", "reason": "共催"}, ["priority"]),
        ({"priority": "", "reason": "共催"}, ["priority"]),
        ({"priority": "1", "reason": " "}, ["reason"]),
        ({"priority": "1", "reason": "あ" * (LONGEST_REASON + 1)}, ["reason"]),
    ],
)
def test_a_priority_needs_a_reason(page: Page, sent: dict[str, Any], wrong: list[str]) -> None:
    with page(method="POST", data=sent):
        form = PriorityForm()
        form.validate()
        assert list(form.errors) == wrong


@pytest.mark.parametrize(("reason", "sound"), [("講演の関係者", True), ("", False)])
def test_who_is_let_in_needs_one_too(page: Page, reason: str, sound: bool) -> None:
    with page(method="POST", data={"reason": reason}):
        assert BeyondForm().validate() is sound
