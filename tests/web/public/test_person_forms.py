"""Forms that name another person ask what is asked of a person, and nothing of the company."""

from flask import Flask
from werkzeug.datastructures import MultiDict

from seminar_service.questions.asked import AS_USUAL
from seminar_service.web.public.person_forms import substitute_form


def test_a_substitute_is_asked_what_is_asked_of_a_person(app: Flask) -> None:
    with app.test_request_context():
        form = substitute_form(AS_USUAL, "ja")
        assert {"name", "name_kana", "email", "department", "consent"} <= set(form.data)
        assert {"company", "employees", "industry", "heard_of"}.isdisjoint(form.data)


def test_what_is_entered_is_an_applicant_without_a_company(app: Flask) -> None:
    entered = MultiDict(
        {"name": "後藤 次郎", "name_kana": "ごとう", "email": "g@example.jp", "consent": "y"}
    )
    with app.test_request_context():
        form = substitute_form(AS_USUAL, "en", formdata=entered, meta={"csrf": False})
        assert not form["email"].errors
        form.validate()
        person = form.applicant("en")
        assert (person.name, person.name_kana, person.locale) == ("後藤 次郎", "ゴトウ", "en")
        assert person.company == ""
