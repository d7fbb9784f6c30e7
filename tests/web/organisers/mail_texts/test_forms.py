"""What is read from the form of a text."""

from flask import Flask

from seminar_service.domain.locales import Locale
from seminar_service.mail_texts.queries import Text
from seminar_service.outbox.letters import Letter
from seminar_service.outbox.rendering import original
from seminar_service.web.organisers.mail_texts.forms import MailTextForm, values_of
from tests.mail_texts.support import KIND


def test_the_form_shows_the_letters_and_gives_them_back(app: Flask) -> None:
    letters = {Locale.JA: Letter("甲", "乙\n"), Locale.EN: original(KIND, "en")}
    text = Text(KIND, 7, letters, [Locale.JA], [], None)

    with app.test_request_context():
        form = MailTextForm(KIND, formdata=None, data=values_of(text))
        shown = form.letters()

    assert form.version.data == 7
    assert shown == letters
