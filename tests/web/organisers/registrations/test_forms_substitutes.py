"""What the staff fills in about a substitute."""

from flask import Flask
from werkzeug.datastructures import MultiDict

from seminar_service.web.organisers.registrations.forms_substitutes import StaffSubstituteForm


def test_the_form_says_who_it_is_and_whether_they_are_told(app: Flask) -> None:
    entered = MultiDict(
        {
            "name": " 後藤　次郎 ",
            "email": "Goto@example.jp",
            "telephone": "03-1234-5678",
            "department": "技術部",
            "tell": "no",
            "consent": "y",
        }
    )
    with app.test_request_context():
        form = StaffSubstituteForm(formdata=entered, meta={"csrf": False})
        assert form.validate()

        person = form.applicant()
        assert (person.name, person.email, person.department) == (
            "後藤 次郎",
            "Goto@example.jp",
            "技術部",
        )
        assert (person.company, form.tells) == ("", False)


def test_without_the_persons_consent_it_is_refused(app: Flask) -> None:
    entered = MultiDict({"name": "後藤", "email": "goto@example.jp", "tell": "yes"})
    with app.test_request_context():
        form = StaffSubstituteForm(formdata=entered, meta={"csrf": False})
        assert not form.validate()
        assert list(form.errors) == ["consent"]
