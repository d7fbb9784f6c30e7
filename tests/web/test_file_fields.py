"""Answering with a file: it is kept while the form comes back, named, replaced, and taken away."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.uploads import MEGABYTE
from seminar_service.questions.model import Question
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answer_model import Answer, AnswerFile
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.web.file_fields import UPLOADS_PER_WINDOW
from tests.factories import (
    NOW,
    make_bid,
    make_link,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.editing.browsers import form_of
from tests.web.public.conftest import text_of

PDF = b"%PDF-1.7 " + bytes(range(256))
PERSON = {
    "name": "山田 花子",
    "email": "hanako@example.jp",
    "participant_kind": "ip_staff",
    "consent": "y",
}
Sent = dict[str, list[str]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


@pytest.fixture
def question(session: Session, seminar: Seminar) -> Question:
    return make_question(
        session,
        seminar.tour,
        kind=QuestionKind.FILE,
        asking=Asking.REQUIRED,
        largest_megabytes=1,
    )


@pytest.fixture
def address(seminar: Seminar, question: Question) -> str:
    assert question
    return f"/seminars/{seminar.public_id}/register"


def field(question: Question) -> str:
    return f"q{question.id}"


def with_file(
    question: Question, name: str = "概要.pdf", content: bytes = PDF
) -> dict[str, object]:
    return {field(question): (BytesIO(content), name)}


def hidden(answer: TestResponse) -> Sent:
    found: Sent = {}
    soup = BeautifulSoup(answer.text, "html.parser")
    for each in soup.select("main form.form input[type=hidden]"):
        found.setdefault(str(each["name"]), []).append(str(each["value"]))
    return found


def contents(session: Session) -> list[bytes]:
    session.expire_all()
    return list(session.scalars(select(AnswerFile.content).order_by(AnswerFile.id)))


def send(client: FlaskClient, address: str, question: Question) -> TestResponse:
    checked = client.post(address, data={**PERSON, **with_file(question), "step": "check"})
    return client.post(address, data=hidden(checked) | {"step": ["send"]})


def test_the_form_says_what_it_takes(client: FlaskClient, question: Question, address: str) -> None:
    soup = BeautifulSoup(client.get(address).text, "html.parser")
    control = soup.select_one(f"input[type=file][name={field(question)}]")
    assert control is not None
    assert control["accept"] == ".pdf,.jpg,.jpeg,.png"
    form = control.find_parent("form")
    assert form is not None
    assert form["enctype"] == "multipart/form-data"
    assert "1 MB" in soup.text


def test_a_file_goes_through_the_check_and_becomes_the_answer(
    client: FlaskClient, session: Session, question: Question, address: str
) -> None:
    checked = client.post(address, data={**PERSON, **with_file(question), "step": "check"})
    assert "概要.pdf" in text_of(checked)
    done = client.post(address, data=hidden(checked) | {"step": ["send"]})

    assert done.status_code == 303
    answer = session.scalars(select(Answer)).one()
    file = session.scalars(select(AnswerFile)).one()
    assert (answer.text, answer.number) == ("概要.pdf", len(PDF))
    assert (file.answer_id, file.handle_hash, file.content) == (answer.id, None, PDF)
    assert "概要.pdf" in text_of(client.get(str(done.location)))


def test_a_form_that_comes_back_has_kept_its_file(
    client: FlaskClient, session: Session, question: Question, address: str
) -> None:
    back = client.post(address, data=PERSON | {"name": ""} | with_file(question))
    assert back.status_code == 422
    assert "概要.pdf" in text_of(back)
    again = client.post(address, data=hidden(back) | PERSON | {"step": "check"})
    assert "概要.pdf" in text_of(again)
    assert len(contents(session)) == 1


def test_a_kept_file_is_taken_away_or_replaced(
    client: FlaskClient, question: Question, address: str
) -> None:
    back = client.post(address, data=PERSON | {"name": ""} | with_file(question))
    handle = hidden(back)[field(question)]
    away = client.post(address, data=PERSON | {field(question): [*handle, "remove"]})
    assert away.status_code == 422, "it must be answered"
    other = with_file(question, "別.pdf")[field(question)]
    replaced = client.post(address, data=PERSON | {field(question): other, "step": "check"})
    assert "別.pdf" in text_of(replaced)


def test_a_handle_that_nobody_has_is_asked_for_anew(
    client: FlaskClient, question: Question, address: str
) -> None:
    answer = client.post(address, data=PERSON | {field(question): "x" * 43})
    assert answer.status_code == 422
    assert "もう一度選んでください" in answer.text


def test_a_required_file_must_be_there(
    client: FlaskClient, question: Question, address: str
) -> None:
    assert client.post(address, data=PERSON | {field(question): ""}).status_code == 422
    empty = with_file(question, "", b"")
    assert client.post(address, data=PERSON | empty).status_code == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("概要.pdf", b""),
        ("概要.pdf", b"%PDF-" + b"x" * MEGABYTE),
        ("概要.exe", PDF),
        ("概要.pdf", b"MZ\x90\x00"),
        ("概要.docx", b"PK\x03\x04"),
        ("x" * 100_000, PDF),
        ('" breaks its header.pdf', PDF),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_at_its_field(
    client: FlaskClient, session: Session, address: str, name: str, content: bytes
) -> None:
    question = session.scalars(select(Question)).one()
    values = PERSON | {field(question): FileStorage(BytesIO(content), name)}
    boundary, body = encode_multipart(values)
    form = f"multipart/form-data; boundary={boundary}"
    answer = client.post(address, data=body, content_type=form)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.text, "html.parser")
    assert soup.select_one(f"#{field(question)}-error") is not None
    assert contents(session) == []


def test_a_hostile_name_is_shown_as_text(
    client: FlaskClient, question: Question, address: str
) -> None:
    name = "><script>alert(1)</script>\u202efdp.pdf"
    answer = client.post(address, data={**PERSON, **with_file(question, name), "step": "check"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_files_are_taken_so_often_and_no_more(
    client: FlaskClient, session: Session, question: Question, address: str
) -> None:
    for _ in range(UPLOADS_PER_WINDOW):
        client.post(address, data=PERSON | {"name": ""} | with_file(question))
    answer = client.post(address, data=PERSON | with_file(question))
    assert answer.status_code == 422
    assert len(contents(session)) == UPLOADS_PER_WINDOW


def test_a_field_that_expects_text_is_given_none(
    client: FlaskClient, session: Session, question: Question, address: str
) -> None:
    sent = PERSON | with_file(question) | {"company": (BytesIO(PDF), "x.pdf"), "step": "check"}
    assert client.post(address, data=sent).status_code == 200
    assert len(contents(session)) == 1


def test_sent_twice_it_is_one_registration_with_one_file(
    client: FlaskClient, session: Session, question: Question, address: str
) -> None:
    checked = client.post(address, data={**PERSON, **with_file(question), "step": "check"})
    sent = hidden(checked) | {"step": ["send"]}
    for _ in range(2):
        client.post(address, data=sent)
    assert len(session.scalars(select(Registration)).all()) == 1
    assert contents(session) == [PDF]


@pytest.fixture
def own(client: FlaskClient, address: str, question: Question) -> str:
    """One's own page, with a file as the answer."""
    return str(send(client, address, question).location).partition("?")[0]


def test_on_ones_own_page_it_stays_is_replaced_and_is_taken_away(
    client: FlaskClient, session: Session, question: Question, own: str
) -> None:
    question.asking = Asking.OPTIONAL
    session.commit()
    change = f"{own}/change"
    entered = form_of(client.get(change).text)
    assert entered[field(question)][0] == "stays"
    entered = entered | {field(question): ["stays"]}

    assert client.post(change, data=entered | {"company": ["別の会社"]}).status_code == 303
    assert contents(session) == [PDF]
    entered = form_of(client.get(change).text)
    other = with_file(question, "別.pdf", PDF + b"2")
    assert client.post(change, data=entered | other).status_code == 303
    assert contents(session) == [PDF + b"2"]
    assert "別.pdf" in text_of(client.get(own))
    entered = form_of(client.get(change).text) | {field(question): ["stays", "remove"]}
    assert client.post(change, data=entered).status_code == 303
    assert contents(session) == []
    assert session.scalars(select(Answer)).all() == []


def test_once_it_is_frozen_it_stays(
    client: FlaskClient, session: Session, question: Question, own: str
) -> None:
    question.frozen_on = NOW.date()
    session.commit()
    entered = form_of(client.get(f"{own}/change").text)
    assert field(question) not in entered
    entered |= {field(question): ["remove"], "company": ["別の会社"]}
    assert client.post(f"{own}/change", data=entered).status_code == 303
    assert contents(session) == [PDF]


def test_somebody_elses_file_is_not_had_by_its_answer(
    client: FlaskClient, session: Session, question: Question, own: str, seminar: Seminar
) -> None:
    assert own
    question.asking = Asking.OPTIONAL
    other = make_registration(session, seminar)
    token = make_link(session, LinkPurpose.REGISTRATION, other.id, now=NOW)
    change = f"/registrations/{token}/change"
    entered = form_of(client.get(change).text) | {field(question): ["stays"]}
    client.post(change, data=entered | {"company": ["別の会社"]})
    assert [answer.registration_id for answer in session.scalars(select(Answer))] != [other.id]
    assert len(session.scalars(select(Answer)).all()) == 1
