"""What an administrator fills in about accounts."""

import pytest

from seminar_service.accounts.model import RoleName
from seminar_service.accounts.staff import StaffDetails
from seminar_service.domain.locales import Locale
from seminar_service.web.organisers.forms_staff import LANGUAGES, ROLES, InvitationForm
from tests.web.conftest import Page

SOUND = {"name": " 山田　花子 ", "role": "clerk", "locale": "en", "email": "hanako@example.jp"}


def test_every_role_and_language_can_be_chosen() -> None:
    assert set(ROLES) == set(RoleName)
    assert set(LANGUAGES) == set(Locale)


def test_what_was_filled_in_is_what_services_take(page: Page) -> None:
    with page(method="POST", data=SOUND):
        form = InvitationForm()
        assert form.validate()
        assert form.details() == StaffDetails("山田 花子", RoleName.CLERK, "en")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"role": "owner"},
        {"locale": "fr"},
        {"email": "nobody at all"},
        {"email": ""},
    ],
)
def test_what_cannot_be_is_said_at_its_field_alone(page: Page, changed: dict[str, str]) -> None:
    with page(method="POST", data=SOUND | changed):
        form = InvitationForm()
        assert not form.validate()
        assert set(form.errors) == set(changed)
