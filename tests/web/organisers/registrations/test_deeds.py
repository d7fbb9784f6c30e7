"""What is done with one or several registrations, shown first."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.web.editing.browsers import form_of

HERE = "/en/organiser/registrations/chosen"
BACK = "/en/organiser/tours/2026/registrations?q=x"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=1)


@pytest.fixture
def row(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar, name="山田 花子")


def look(client: FlaskClient, deed: str, *rows: Registration) -> str:
    query = [("deed", deed), ("next", BACK), *(("id", str(row.id)) for row in rows)]
    answer = client.get(HERE, query_string=query)
    assert answer.status_code == 200
    return answer.text


def test_a_withdrawal_is_shown_with_who_is_told_and_then_done(
    clerk: FlaskClient, session: Session, seminar: Seminar, row: Registration
) -> None:
    waiting = make_registration(session, seminar, name="青木", state=RegistrationState.WAITING)

    page = look(clerk, "withdraw", row)
    assert "山田 花子" in page
    assert "Who gets the places that come free" in page
    assert "青木" in page
    answer = clerk.post(HERE, data=form_of(page, "deed") | {"text": ["電話あり"]})

    assert (answer.status_code, answer.location) == (303, BACK)
    session.rollback()
    assert row.state is RegistrationState.CANCELLED
    assert waiting.state is not RegistrationState.WAITING
    recipients = session.scalars(select(Message.recipient).order_by(Message.id)).all()
    assert recipients == [row.email, waiting.email]
    assert session.scalars(select(RegistrationNote.text)).all() == ["電話あり"]
    assert "Registrations withdrawn: 1" in clerk.get("/en/organiser/").text


def test_nobody_is_told_where_that_is_chosen_and_it_can_be_undone(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(look(clerk, "withdraw", row), "deed") | {"tell": ["no"]}
    answer = clerk.post(HERE, data=sent)
    session.rollback()
    assert row.state is RegistrationState.CANCELLED
    assert answer.location == f"/en/organiser/tours/2026/registrations?id={row.id}"
    shown = clerk.get(answer.location).text
    assert "Nobody was told." in shown
    assert f'value="{row.id}" id="choose-{row.id}" checked' in shown
    person = clerk.get(f"/en/organiser/registrations/{row.id}").text
    assert "Undo the withdrawal" in person

    clerk.post(HERE, data=form_of(look(clerk, "restore", row), "deed") | {"tell": ["no"]})

    session.rollback()
    assert (row.state, row.queue_number) == (RegistrationState.CONFIRMED, 1)
    assert session.scalars(select(Message)).all() == []


def test_several_are_chosen_in_a_list_without_a_script(
    clerk: FlaskClient, session: Session, seminar: Seminar, row: Registration
) -> None:
    other = make_registration(session, seminar, state=RegistrationState.WAITING)
    page = BeautifulSoup(clerk.get("/en/organiser/tours/2026/registrations").text, "html.parser")
    form = page.select_one("#found form")
    assert form is not None
    assert (form["method"], form["action"]) == ("get", HERE)
    boxes = {str(box["value"]) for box in form.select("input[name=id]")}
    assert boxes == {str(row.id), str(other.id)}

    sent = form_of(look(clerk, "resend", row, other), "deed")
    assert clerk.post(HERE, data=sent).status_code == 303

    kinds = session.scalars(select(Message.kind).order_by(Message.id)).all()
    assert kinds == ["registration_confirmed", "registration_waiting"]


def test_a_note_is_written_to_several(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(look(clerk, "note", row), "deed")
    empty = clerk.post(HERE, data=sent)
    assert (empty.status_code, "Please write something first." in empty.text) == (422, True)

    assert clerk.post(HERE, data=sent | {"text": ["請求書"]}).status_code == 303
    assert session.scalars(select(RegistrationNote.text)).all() == ["請求書"]


def test_what_cannot_be_done_is_said(
    clerk: FlaskClient, session: Session, seminar: Seminar, row: Registration
) -> None:
    over = make_registration(session, seminar, state=RegistrationState.CANCELLED)
    assert "The registration is over already." in look(clerk, "withdraw", over, row)
    assert "there is nothing to restore" in look(clerk, "restore", row)


def test_what_has_changed_since_is_shown_anew_and_nothing_is_done(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(look(clerk, "withdraw", row), "deed")
    row.state = RegistrationState.LAPSED
    session.commit()

    answer = clerk.post(HERE, data=sent)

    assert answer.status_code == 409
    assert "has changed in the meantime" in answer.text
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize("query", ["", "?deed=withdraw", "?deed=delete&id=1", "?id=1"])
def test_nothing_chosen_leads_back_with_a_word(clerk: FlaskClient, query: str) -> None:
    assert clerk.get(f"{HERE}{query}").status_code == 303
    assert clerk.post(HERE, data={}).status_code == 303
    assert "Please choose at least one registration" in clerk.get("/en/organiser/").text


def test_whether_they_are_told_must_be_chosen(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(look(clerk, "withdraw", row), "deed")
    del sent["tell"]
    assert clerk.post(HERE, data=sent).status_code == 422
    session.rollback()
    assert row.state is RegistrationState.CONFIRMED


def test_it_goes_on_within_the_service_alone(clerk: FlaskClient, row: Registration) -> None:
    sent = form_of(look(clerk, "resend", row), "deed") | {"next": ["https://evil.example/"]}
    assert clerk.post(HERE, data=sent).location == "/en/organiser/"


def test_who_only_reads_does_nothing(viewer: FlaskClient, row: Registration) -> None:
    assert viewer.get(f"{HERE}?deed=withdraw&id={row.id}").status_code == 403
    assert viewer.post(HERE, data={"deed": "withdraw", "id": row.id}).status_code == 403
    assert 'name="id"' not in viewer.get("/en/organiser/tours/2026/registrations").text


def test_what_is_not_there_is_missing_and_other_methods_are_refused(clerk: FlaskClient) -> None:
    assert clerk.get(f"{HERE}?deed=note&id=987654").status_code == 404
    assert clerk.put(HERE).status_code == 405


def test_an_offered_place_is_accepted_or_declined_on_the_telephone(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    wide = make_seminar(session, make_bid(session, tour), capacity=2)
    state = RegistrationState.OFFERED
    takes, leaves = (make_registration(session, wide, state=state) for _ in range(2))
    for deed, row in (("confirm", takes), ("decline", leaves)):
        page = clerk.get(f"/en/organiser/registrations/{row.id}").text
        assert f"deed={deed}" in page
        clerk.post(HERE, data=form_of(look(clerk, deed, row), "deed"))

    session.rollback()
    assert takes.state is RegistrationState.CONFIRMED
    assert leaves.state is RegistrationState.CANCELLED


def test_somebody_is_moved_to_another_seminar_after_it_was_shown_what_happens(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar, row: Registration
) -> None:
    other = make_seminar(session, make_bid(session, tour), capacity=3, host_name="移動先商工会")
    waiting = make_registration(session, seminar, name="青木", state=RegistrationState.WAITING)

    choice = look(clerk, "transfer", row)
    assert "移動先商工会" in choice
    assert "(3 free, 0 waiting)" in choice
    query = {"deed": "transfer", "id": row.id, "next": BACK, "to": other.public_id}
    page = clerk.get(HERE, query_string=query)
    assert "1 get a place there, and 0 wait" in page.text
    assert "青木" in page.text
    sent = form_of(page.text, "deed") | {"tell": ["no"]}
    answer = clerk.post(HERE, data=sent)

    session.rollback()
    assert answer.status_code == 303
    assert row.seminar_id == other.id
    assert waiting.state is not RegistrationState.WAITING
    assert "Restore or move them back here" in clerk.get(answer.location).text
    person = clerk.get(f"/en/organiser/registrations/{row.id}").text
    assert f"seminar {seminar.id} → seminar {other.id}" in person


def test_a_seminar_that_takes_nobody_is_not_offered_and_not_taken(
    clerk: FlaskClient, session: Session, tour: Tour, row: Registration
) -> None:
    other = make_seminar(session, make_bid(session, tour), host_name="移動先商工会")
    query = {"deed": "transfer", "id": row.id, "next": BACK, "to": other.public_id}
    sent = form_of(clerk.get(HERE, query_string=query).text, "deed")
    other.state = SeminarState.CANCELLED
    session.commit()

    assert "移動先商工会" not in look(clerk, "transfer", row)
    page = clerk.get(HERE, query_string=query).text
    assert "That seminar takes nobody" in page
    clerk.post(HERE, data=sent)
    session.rollback()
    assert row.seminar_id != other.id
