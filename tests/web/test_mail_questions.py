"""A question about a mail address before a form is sent."""

import pytest
from flask import current_app
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from seminar_service.web.fields import MailAddressField
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.questions import Answer, Question
from tests.web.conftest import Page


class Strangers(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
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


def question(typed: str) -> Question | None:
    """What is asked about an address."""
    return next(mail_questions(Strangers(MultiDict({"email": typed})).email), None)


def test_a_near_miss_is_asked_about_with_what_was_probably_meant(page: Page) -> None:
    with page():
        found = question("hanako@gmial.com")
    assert found is not None
    assert found.name == "mail_slip"
    assert found.answer == Answer("email", "hanako@gmail.com", "Use hanako@gmail.com")
    assert found.text == "Did you mean hanako@gmail.com? You entered hanako@gmial.com."


def test_nobody_is_asked_about_a_usual_address_or_none(page: Page) -> None:
    with page():
        assert question("hanako@gmail.com") is None
        assert question("") is None


@pytest.mark.parametrize(("answer", "is_asked"), [(False, True), (True, False), (None, False)])
def test_a_domain_is_asked_about_only_where_it_surely_takes_no_mail(
    page: Page, answer: bool | None, is_asked: bool
) -> None:
    with page():
        domains = current_app.config["MAIL_DOMAINS"] = Domains(takes_mail=answer)
        found = question("hanako@特許.example")
    assert (found is not None) is is_asked
    assert found is None or found.answer is None
    assert domains.asked == ["xn--w2xy91c.example"]
