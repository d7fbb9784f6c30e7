"""The two buttons of a seminar that was moved."""

import pytest

from seminar_service.web.public.forms_staying import StayForm
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ({"stay": "1"}, True),
        ({"withdraw": "1"}, True),
        ({}, False),
        ({"stay": "1", "withdraw": "1"}, False),
    ],
)
def test_exactly_one_button_is_an_answer(page: Page, sent: dict[str, str], answered: bool) -> None:
    with page(method="POST", data=sent):
        assert StayForm().is_answered is answered
