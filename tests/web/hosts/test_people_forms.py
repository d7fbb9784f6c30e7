"""What a host fills in about people."""

from flask import Flask
from werkzeug.datastructures import MultiDict

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.web.hosts.people_forms import HostPersonForm


def test_it_says_who_comes_by_the_host(app: Flask) -> None:
    typed = {"name": "会員　花子", "telephone": "０３－３５８１－１１０１", "consent": "y"}
    with app.test_request_context(method="POST", data=typed):
        form = HostPersonForm(formdata=MultiDict(typed), meta={"csrf": False})

        assert form.validate(), form.errors
        person = form.applicant("en")
        assert (person.name, person.telephone) == ("会員 花子", "03-3581-1101")
        assert (person.source, person.locale, person.email) == (RegistrationSource.HOST, "en", "")
        assert len(form.form_key.data or "") == 32
