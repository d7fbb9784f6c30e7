"""The two buttons of an offered place."""

import pytest

from seminar_service.web.public.forms_offers import OfferForm
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ({"accept": "1"}, True),
        ({"decline": "1"}, True),
        ({}, False),
        ({"accept": "1", "decline": "1"}, False),
    ],
)
def test_exactly_one_button_is_an_answer(page: Page, sent: dict[str, str], answered: bool) -> None:
    with page(method="POST", data=sent):
        assert OfferForm().is_answered is answered
