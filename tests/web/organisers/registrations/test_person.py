"""The page of one registration, and notes on it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.vocabulary import EmployeeBand, HeardOf
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_question, make_registration, make_seminar
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    seminar = make_seminar(session, make_bid(session, tour))
    return make_registration(
        session,
        seminar,
        name="山田 花子",
        name_kana="ヤマダ ハナコ",
        email="hanako@gmail.co",
        company="例示工業",
        department="知財部",
        employees=EmployeeBand.OVER_300,
        wishes_consultation=True,
        state=RegistrationState.WAITING,
    )


def test_the_page_says_everything_that_is_known(viewer: FlaskClient, row: Registration) -> None:
    said = words(viewer.get(f"/en/organiser/registrations/{row.id}").text)

    for text in (
        "山田 花子",
        "ヤマダ ハナコ",
        "hanako@gmail.co",
        "例示工業",
        "知財部",
        "301 or more",
        "Manufacturing",
        "Executive or owner",
        "requested",
        "日本語",
        "Position 1 on the waiting list",
        row.seminar.host_name,
    ):
        assert text in said, text


def test_the_page_points_to_a_slip_in_the_address(viewer: FlaskClient, row: Registration) -> None:
    assert "Perhaps hanako@gmail.com is meant" in words(
        viewer.get(f"/en/organiser/registrations/{row.id}").text
    )


def test_the_page_leads_to_other_registrations_of_the_person(
    viewer: FlaskClient, session: Session, row: Registration
) -> None:
    other = make_registration(
        session,
        make_seminar(session, make_bid(session, row.seminar.tour)),
        name_key=row.name_key,
    )
    page = viewer.get(f"/organiser/registrations/{row.id}").text
    assert f"/organiser/registrations/{other.id}" in page


def test_a_clerk_writes_a_note(clerk: FlaskClient, row: Registration) -> None:
    address = f"/en/organiser/registrations/{row.id}"

    answer = clerk.post(f"{address}/notes", data={"text": "電話あり <b>\r\n次回も"})

    assert (answer.status_code, answer.location) == (303, f"{address}#notes")
    page = clerk.get(address).text
    assert "電話あり &lt;b&gt;\n次回も" in page
    assert "Note about a registration" in page
    assert "The note is kept." in page


@pytest.mark.parametrize("text", ["", " \r\n", "x" * 2001])
def test_an_empty_or_endless_note_comes_back(
    clerk: FlaskClient, session: Session, row: Registration, text: str
) -> None:
    answer = clerk.post(f"/organiser/registrations/{row.id}/notes", data={"text": text})

    assert answer.status_code == 422
    assert text.strip() in answer.text
    assert session.scalars(select(RegistrationNote)).all() == []


def test_who_only_reads_writes_no_note(
    viewer: FlaskClient, session: Session, row: Registration
) -> None:
    address = f"/organiser/registrations/{row.id}"
    assert "<textarea" not in viewer.get(address).text
    assert viewer.post(f"{address}/notes", data={"text": "x"}).status_code == 403
    assert session.scalars(select(RegistrationNote)).all() == []


@pytest.mark.usefixtures("tour")
def test_what_is_not_there_has_no_page(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/registrations/987654").status_code == 404
    sent = clerk.post("/organiser/registrations/987654/notes", data={"text": "x"})
    assert sent.status_code == 404


def test_other_methods_are_refused(clerk: FlaskClient, row: Registration) -> None:
    assert clerk.post(f"/organiser/registrations/{row.id}").status_code == 405
    assert clerk.get(f"/organiser/registrations/{row.id}/notes").status_code == 405


def test_the_page_shows_every_answer_also_to_what_is_asked_no_longer(
    viewer: FlaskClient, session: Session, row: Registration
) -> None:
    row.telephone, row.heard_of = "03-3581-1101", HeardOf.PRESS
    row.needs_sign_language, row.needs_other = True, "補助犬"
    session.commit()
    retired = make_question(
        session,
        row.seminar.tour,
        label_ja="昔の質問",
        is_personal=False,
        kind=QuestionKind.YES_NO,
        retired_at=row.created_at,
    )
    with transaction(session):
        write_answers(session, row, [GivenAnswer(retired.id, says_yes=False)])
    said = words(viewer.get(f"/organiser/registrations/{row.id}").text)
    for text in ("03-3581-1101", "新聞・雑誌", "手話通訳・要約筆記、補助犬", "昔の質問 いいえ"):
        assert text in said
    seminar_page = words(viewer.get(f"/organiser/seminars/{row.seminar.public_id}").text)
    assert "手話通訳・要約筆記、補助犬" in seminar_page


def test_a_clerk_says_that_an_address_fails_and_the_page_and_the_list_show_it(
    clerk: FlaskClient, viewer: FlaskClient, session: Session, row: Registration
) -> None:
    address = f"/en/organiser/registrations/{row.id}"
    listed = f"/en/organiser/tours/{row.seminar.tour.fiscal_year}/registrations?undelivered=1"
    row.email_key = mail_key(row.email)
    session.commit()
    assert row.name not in words(viewer.get(listed).text)

    assert clerk.post(f"{address}/address", data={"works": "no"}).location == address

    page = words(clerk.get(address).text)
    assert "Email to this address does not arrive" in page
    assert "Email address noted as not working" in page
    assert row.name in words(viewer.get(listed).text)
    clerk.post(f"{address}/address", data={"works": "yes"})
    assert "Email to this address does not arrive" not in words(clerk.get(address).text)
    assert row.name not in words(viewer.get(listed).text)


def test_viewers_say_nothing_of_an_address(viewer: FlaskClient, row: Registration) -> None:
    address = f"/organiser/registrations/{row.id}/address"
    assert viewer.post(address).status_code == 403
    assert viewer.get(address).status_code == 405
    assert address not in viewer.get(f"/organiser/registrations/{row.id}").text
    assert viewer.post("/organiser/registrations/99/address").status_code in {403, 404}
