"""What the staff fills in to bring in a file."""

import pytest

from seminar_service.web.organisers.registrations.forms_imports import BringInForm
from tests.web.conftest import Page


@pytest.mark.parametrize(("tell", "tells"), [("yes", True), ("no", False)])
def test_whether_people_are_told_is_chosen_and_consent_is_needed(
    page: Page, tell: str, tells: bool
) -> None:
    with page("/", method="POST", data={"tell": tell}):
        form = BringInForm(meta={"csrf": False})
        assert form.tells is tells
        assert not form.validate()
        assert list(form.errors) == ["consent"]
    with page("/", method="POST", data={"tell": tell, "consent": "y"}):
        assert BringInForm(meta={"csrf": False}).validate()
