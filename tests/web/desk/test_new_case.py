"""A new case on the telephone."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.consultations.model import Case
from seminar_service.consultations.queries import experts_of
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import ClientKind
from seminar_service.domain.vocabulary import EmployeeBand
from tests.consultations.support import SEAL, make_subjects

NEW = "/en/desk/cases/new"


def filled(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """The form, filled in without mistakes."""
    form: dict[str, str | list[str]] = {
        "matter": "図面が持ち出された",
        "client_kind": "company",
        "company": "秘密工業",
        "telephone": "０３（１２３４）５６７８",
        "email": "a@client.example.jp",
        "channel": "telephone",
        "prefecture": "23",
        "employees": "301+",
        "next_step": "折り返す",
        "due_on": "2026/6/8",
        "mine": "y",
        "form_key": "k" * 32,
    }
    return form | changes


def cases(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Case)) or 0


def test_whoever_takes_the_call_keeps_the_case_and_sees_it(
    expert: FlaskClient, me: User, session: Session
) -> None:
    subject = make_subjects(session)[2]
    assert "autofocus" not in expert.get(NEW).text
    answer = expert.post(NEW, data=filled(subjects=[str(subject.id)]))
    case = session.scalars(select(Case)).one()
    assert answer.location == f"/en/desk/cases/{case.id}"
    assert (case.state, case.employees) == (CaseState.ASSIGNED, EmployeeBand.OVER_300)
    assert (case.due_on, case.subjects) == (date(2026, 6, 8), [subject])
    assert SEAL.read(case).client.telephone == "03-1234-5678"
    assert list(experts_of(session, [case.id])) == [case.id]
    assert "図面が持ち出された" in expert.get(answer.location).text
    assert me.id


def test_a_case_can_be_left_to_the_queue_and_all_but_its_channel_open(
    expert: FlaskClient, session: Session
) -> None:
    form = {"client_kind": "anonymous", "channel": "telephone"}
    assert expert.post(NEW, data=form).location == "/en/desk/"
    case = session.scalars(select(Case)).one()
    assert (case.state, case.client_kind) == (CaseState.NEW, ClientKind.ANONYMOUS)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"client_kind": "anonymous"}, "Of somebody anonymous please enter no name"),
        ({"email": "nobody"}, "This is not an email address"),
        ({"telephone": "12"}, "10 or 11 digits"),
        ({"matter": "x" * 4_001}, "at most 4000 characters"),
        ({"due_on": "soon"}, "This is not a date"),
        ({"channel": "pigeon"}, "Not a valid choice"),
    ],
)
def test_a_mistake_loses_nothing(
    expert: FlaskClient, session: Session, changes: dict[str, str], said: str
) -> None:
    answer = expert.post(NEW, data=filled(**changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert "秘密工業" in answer.text
    assert cases(session) == 0


def test_nobody_of_the_office_takes_cases_down(client: FlaskClient) -> None:
    assert client.get(NEW).status_code == 302
    assert client.put(NEW).status_code == 405
