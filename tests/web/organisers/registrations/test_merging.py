"""People who seem to be registered twice, before the staff."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_question, make_registration, make_seminar
from tests.web.editing.browsers import form_of

LIST = "/en/organiser/tours/2026/duplicates"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def two(session: Session, tour: Tour) -> list[Registration]:
    """One person, twice at a seminar."""
    seminar: Seminar = make_seminar(session, make_bid(session, tour))
    same = {"email": "h@example.jp", "email_key": "h@example.jp"}
    return [
        make_registration(session, seminar, name=name, name_key=name, **same)
        for name in ("斎藤 一", "齋藤 一")
    ]


def address(two: list[Registration]) -> str:
    return f"/en/organiser/registrations/{two[0].id}/merge/{two[1].id}"


def test_pairs_are_pointed_out_and_lead_to_both(
    clerk: FlaskClient, two: list[Registration]
) -> None:
    page = clerk.get(LIST).text
    assert "same email address at one seminar" in page
    assert address(two) in page
    assert all(f"/organiser/registrations/{row.id}" in page for row in two)
    assert "/duplicates" in clerk.get("/en/organiser/tours/2026/registrations").text


@pytest.mark.usefixtures("tour")
def test_where_nobody_is_twice_that_is_said(viewer: FlaskClient) -> None:
    assert "Nobody seems to be registered twice." in viewer.get(LIST).text


def test_two_become_one(clerk: FlaskClient, session: Session, two: list[Registration]) -> None:
    page = clerk.get(address(two)).text
    assert "斎藤 一" in page
    assert "齋藤 一" in page
    sent = form_of(page, "keep") | {"keep": [str(two[1].id)], "tell": ["no"]}

    answer = clerk.post(address(two), data=sent)

    assert (answer.status_code, answer.location) == (
        303,
        f"/en/organiser/registrations/{two[0].id}",
    )
    session.rollback()
    assert [row.state.value for row in two] == ["confirmed", "cancelled"]
    assert two[0].name == "齋藤 一"
    assert "Merged with another registration" in clerk.get(answer.location).text


def test_the_two_are_compared_with_their_answers_and_without_what_neither_says(
    clerk: FlaskClient, session: Session, tour: Tour, two: list[Registration]
) -> None:
    asked = make_question(session, tour, label_en="Allergies")
    make_question(session, tour, label_en="Nobody answered")
    write_answers(session, two[1], [GivenAnswer(asked.id, text="Eggs")])
    session.commit()

    page = clerk.get(address(two)).text

    assert "Allergies" in page
    assert "Eggs" in page
    assert "Nobody answered" not in page
    assert "Telephone" not in page


def test_which_one_is_kept_must_be_chosen(clerk: FlaskClient, two: list[Registration]) -> None:
    sent = form_of(clerk.get(address(two)).text, "keep")
    sent.pop("keep", None)
    assert clerk.post(address(two), data=sent).status_code == 422
    assert clerk.post(address(two), data=sent | {"keep": ["987654"]}).status_code == 422


def test_what_has_changed_since_is_not_merged(
    clerk: FlaskClient, session: Session, two: list[Registration]
) -> None:
    sent = form_of(clerk.get(address(two)).text, "keep") | {"keep": [str(two[0].id)]}
    two[1].state = RegistrationState.LAPSED
    session.commit()
    answer = clerk.post(address(two), data=sent)
    assert (answer.status_code, "Nothing was merged" in answer.text) == (409, True)


def test_who_only_reads_merges_nothing(viewer: FlaskClient, two: list[Registration]) -> None:
    assert address(two) not in viewer.get(LIST).text
    assert viewer.get(address(two)).status_code == 403
    assert viewer.post(address(two)).status_code == 403


def test_what_is_not_there_is_missing_and_other_methods_are_refused(
    clerk: FlaskClient, two: list[Registration]
) -> None:
    number = two[0].id
    assert clerk.get(f"/organiser/registrations/{number}/merge/987654").status_code == 404
    assert clerk.get(f"/organiser/registrations/{number}/merge/{number}").status_code == 404
    assert clerk.get("/organiser/tours/1999/duplicates").status_code == 404
    assert clerk.post(LIST).status_code == 405
    assert clerk.put(address(two)).status_code == 405
