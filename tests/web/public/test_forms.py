"""The form with which somebody registers."""

import pytest

from seminar_service.domain.vocabulary import EmployeeBand, ParticipantKind
from seminar_service.questions.asked import AS_USUAL
from seminar_service.web.public.forms import LONGEST_KEY, RegistrationForm, registration_form
from tests.web.conftest import Page


def usual_form() -> RegistrationForm:
    return registration_form(AS_USUAL, "en")


SOUND = {
    "name": "山田 花子",
    "email": "hanako@example.jp",
    "participant_kind": "engineer",
    "consent": "y",
    "employees": "",
    "industry": "",
}


def test_what_nobody_needs_to_say_is_not_made_up(page: Page) -> None:
    with page(method="POST", data=SOUND):
        form = usual_form()
        assert form.validate(), form.errors
        found = form.applicant("en")
    assert (found.name_kana, found.company, found.department) == ("", "", "")
    assert (found.employees, found.industry) == (None, None)
    assert (found.participant_kind, found.wishes_consultation, found.locale) == (
        ParticipantKind.ENGINEER,
        False,
        "en",
    )


def test_what_was_said_is_what_services_take(page: Page) -> None:
    more = {"employees": "none", "wishes_consultation": "y", "company": "山田商店"}
    with page(method="POST", data=SOUND | more):
        form = usual_form()
        assert form.validate(), form.errors
        found = form.applicant("ja")
    assert (found.employees, found.wishes_consultation, found.company) == (
        EmployeeBand.NONE,
        True,
        "山田商店",
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "},
        {"name": "x" * 81},
        {"name": "\ufdfa" * 20},
        {"email": "hanako"},
        {"participant_kind": "spy"},
        {"industry": "magic"},
        {"employees": "many"},
        {"consent": ""},
        {"form_key": "x" * (LONGEST_KEY + 1)},
    ],
)
def test_what_cannot_be_is_said_at_its_field_alone(page: Page, changed: dict[str, str]) -> None:
    with page(method="POST", data=SOUND | changed):
        form = usual_form()
        assert not form.validate()
        assert set(form.errors) == set(changed)
