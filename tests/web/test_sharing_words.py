"""The question what host and advisers may read."""

from werkzeug.datastructures import MultiDict
from wtforms import Form

from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.registrations.model import Registration
from seminar_service.web.registration_fields import standard_answers
from seminar_service.web.sharing_words import SHARED, sharing_fact, sharing_fields
from tests.web.conftest import Page


def _answered(page: Page, data: dict[str, str]) -> SharedWithHost | None:
    with page():
        form = type("Sample", (Form,), sharing_fields())(MultiDict(data))
        return standard_answers(form)["shared_with_host"] if form.validate() else None


def test_who_says_nothing_agrees_to_nothing(page: Page) -> None:
    assert _answered(page, {"x": ""}) is SharedWithHost.NUMBER_ONLY
    assert _answered(page, {"shared_with_host": ""}) is SharedWithHost.NUMBER_ONLY
    assert _answered(page, {"shared_with_host": "with_mail"}) is SharedWithHost.WITH_MAIL


def test_what_is_not_offered_is_refused(page: Page) -> None:
    assert _answered(page, {"shared_with_host": "everything"}) is None


def test_every_answer_has_words(page: Page) -> None:
    assert set(SHARED) == set(SharedWithHost)
    with page():
        said = sharing_fact(Registration(shared_with_host=SharedWithHost.NUMBER_ONLY))
        assert said[1] == "Only counted, without a name"
