"""What the staff fills in about messages to participants."""

from datetime import UTC, datetime

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.notices.values import Letter
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.organisers.notices.forms import NoticeForm, SendForm
from tests.factories import NOW
from tests.web.conftest import Page
from tests.web.organisers.notices.support import written


def test_what_was_written_is_what_services_take(page: Page) -> None:
    sent = written(states=["confirmed", "waiting"], subject_en="", body_en="", place="23")
    with page(method="POST", data=sent):
        form = NoticeForm().offer([])
        assert form.validate(), form.errors
        audience = form.audience([])
    assert (audience.seminar_id, audience.place, audience.kind) == (None, "23", None)
    assert audience.states == [RegistrationState.CONFIRMED, RegistrationState.WAITING]
    assert form.letters()[Locale.EN] == Letter("", "")


def test_at_once_means_now(page: Page) -> None:
    with page(method="POST", data={"when": "at_once", "version": "1"}):
        form = SendForm()
        assert form.validate(), form.errors
        assert form.due_at() == NOW
        assert list(form.questions()) == []


@pytest.mark.parametrize(("clock", "asked"), [("7:59", True), ("8:00", False), ("21:00", True)])
def test_the_night_is_asked_about(page: Page, clock: str, *, asked: bool) -> None:
    sent = {"when": "later", "day": "2026/6/2", "clock": clock, "version": "1"}
    with page(method="POST", data=sent):
        form = SendForm()
        assert form.validate(), form.errors
        assert form.due_at().astimezone(UTC) > datetime(2026, 6, 1, 20, tzinfo=UTC)
        assert bool(list(form.questions())) is asked


def test_people_whose_language_is_missing_are_asked_about(page: Page) -> None:
    with page(method="POST", data={"when": "at_once", "version": "1"}):
        form = SendForm()
        form.languages, form.people = [Locale.JA], {Locale.JA: 5, Locale.EN: 2}
        assert form.validate()
        assert [each.name for each in form.questions()] == ["language 2"]
