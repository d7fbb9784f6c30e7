"""The form for several people: rows, empty ones, and what it says."""

from flask import Flask
from werkzeug.datastructures import MultiDict

from seminar_service.questions.asked import AS_USUAL
from seminar_service.web.public.party_forms import PartyForm, party_form

SOUND = {
    "contact_name": "窓口 花子",
    "contact_email": "contact@example.jp",
    "company": "例示工業",
    "people-0-name": "甲",
    "people-0-participant_kind": "executive",
    "people-3-name": "乙",
    "people-3-email": "otsu@example.jp",
    "people-3-participant_kind": "engineer",
    "consent": "y",
}


def form_with(most: int = 5, **changed: str) -> PartyForm:
    entered = MultiDict(SOUND | {name.replace("__", "-"): each for name, each in changed.items()})
    return party_form(AS_USUAL, "ja", most, formdata=entered, meta={"csrf": False})


def test_rows_are_people_and_the_company_is_everybodys(app: Flask) -> None:
    with app.test_request_context():
        form = form_with(people__1__name="", people__1__email="")
        assert form.validate(), form.errors

        said = form.application()

        names = [each.applicant.name for each in said.members]
        assert (said.contact_name, names) == ("窓口 花子", ["甲", "乙"])
        assert [each.applicant.company for each in said.members] == ["例示工業"] * 2
        assert [each.applicant.email for each in said.members] == ["", "otsu@example.jp"]


def test_somebody_without_a_name_is_refused_and_nobody_at_all_as_well(app: Flask) -> None:
    with app.test_request_context():
        assert not form_with(people__3__name="").validate()
        nobody = form_with(
            people__0__name="",
            people__0__participant_kind="",
            people__3__name="",
            people__3__email="",
            people__3__participant_kind="",
        )
        assert not nobody.validate()
        assert nobody["people"][0].form["name"].errors


def test_more_people_than_allowed_are_refused_and_stay_in_the_form(app: Flask) -> None:
    with app.test_request_context():
        form = form_with(most=1)
        assert not form.validate()
        assert len(form.rows) == 2


def test_one_person_twice_is_named(app: Flask) -> None:
    with app.test_request_context():
        form = form_with(people__3__name="甲", people__3__email="CONTACT@example.jp")
        assert not form.validate()
        assert [bool(row["name"].errors) for row in form.rows] == [False, True]


def test_rows_are_added_up_to_the_limit_and_numbered(app: Flask) -> None:
    with app.test_request_context():
        form = form_with(most=3)
        for _ in range(3):
            form.add_row()
        form.number_rows()
        assert len(form["people"]) == 3
        assert not form.may_add
        assert form["people"][2].form["name"].label.text == "参加者3：氏名"
