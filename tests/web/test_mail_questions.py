"""A question about a mail address before a form is sent."""

import pytest
from flask import current_app
from werkzeug.datastructures import MultiDict

from seminar_service.web.fields import MailAddressField
from seminar_service.web.mail_questions import AsksAboutMail, MailQuestion
from tests.web.conftest import Page


class Strangers(AsksAboutMail):
    """A form with an address."""

    email = MailAddressField()


class Domains:
    """Takes note of the domains that are asked about, and gives one answer for all."""

    def __init__(self, *, takes_mail: bool | None) -> None:
        self.asked: list[str] = []
        self._answer = takes_mail

    def takes_mail(self, domain: str) -> bool | None:
        """As the DNS would say."""
        self.asked.append(domain)
        return self._answer


def question(*values: tuple[str, str]) -> MailQuestion | None:
    form = Strangers(MultiDict(values))
    return form.mail_question(form.email)


def test_a_near_miss_is_asked_about_with_what_was_probably_meant(page: Page) -> None:
    with page():
        found = question(("email", "hanako@gmial.com"))
    assert found == MailQuestion("email", "hanako@gmial.com", "hanako@gmail.com")
    assert found.domain == "gmial.com"


def test_nobody_is_asked_about_a_usual_address_or_none(page: Page) -> None:
    with page():
        assert question(("email", "hanako@gmail.com")) is None
        assert question(("email", "")) is None


def test_who_has_answered_is_not_asked_again_unless_about_another_address(page: Page) -> None:
    asked = ("email", "hanako@gmial.com")
    with page():
        assert question(asked, ("mail_kept", "hanako@gmial.com")) is None
        assert question(asked, ("mail_kept", "taro@gmial.com")) is not None


def test_the_button_that_was_pressed_last_counts(page: Page) -> None:
    asked, earlier = ("email", "hanako@gmial.com"), ("mail_kept", "taro@gmial.com")
    with page():
        assert question(asked, earlier, ("mail_kept", "hanako@gmial.com")) is None


@pytest.mark.parametrize(("answer", "is_asked"), [(False, True), (True, False), (None, False)])
def test_a_domain_is_asked_about_only_where_it_surely_takes_no_mail(
    page: Page, answer: bool | None, is_asked: bool
) -> None:
    with page():
        domains = current_app.config["MAIL_DOMAINS"] = Domains(takes_mail=answer)
        found = question(("email", "hanako@特許.example"))
    assert (found is not None) is is_asked
    assert found is None or found.suggestion is None
    assert domains.asked == ["xn--w2xy91c.example"]
