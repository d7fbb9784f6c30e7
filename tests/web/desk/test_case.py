"""The page of a case."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.consultations.states import CaseState
from seminar_service.domain.history import HistoryKind
from tests.consultations.support import CLIENT, SEAL, SECRETS, make_case, told_of

TOLD = (SECRETS.matter, CLIENT.name, CLIENT.company, CLIENT.email, SECRETS.next_step)


def test_who_is_not_assigned_sees_that_it_is_there_and_not_what_was_told(
    expert: FlaskClient, session: Session
) -> None:
    case = make_case(session, prefecture="23")
    text = expert.get(f"/en/desk/cases/{case.id}").text
    assert case.reference in text
    assert "Aichi" in text
    assert not [word for word in TOLD if word in text]
    assert [line.kind for line in told_of(session, case)] == [HistoryKind.CASE_OPENED]


def test_taking_it_opens_it_and_each_look_is_a_line(
    expert: FlaskClient, me: User, session: Session
) -> None:
    case = make_case(session)
    address = f"/en/desk/cases/{case.id}"
    assert expert.post(f"{address}/take").status_code == 303
    for _ in range(2):
        text = expert.get(address).text
        assert not [word for word in TOLD if word not in text]
    reads = [line for line in told_of(session, case) if line.kind == HistoryKind.CASE_READ]
    assert [line.user_id for line in reads] == [me.id, me.id]


def test_a_case_of_somebody_else_is_not_taken(
    expert: FlaskClient, session: Session, make_account: Callable[[RoleName, str], User]
) -> None:
    case = make_case(session, make_account(RoleName.DESK_EXPERT, "other@example.jp"))
    assert expert.post(f"/en/desk/cases/{case.id}/take").status_code == 403
    for page in ("edit", "move", "contacts/new", "files/new"):
        answer = expert.get(f"/en/desk/cases/{case.id}/{page}")
        assert answer.status_code == 403
        assert not [word for word in TOLD if word in answer.text]


def test_what_is_said_of_it_is_changed_by_a_form_that_knows_its_version(
    head: FlaskClient, session: Session
) -> None:
    case = make_case(session)
    address = f"/en/desk/cases/{case.id}/edit"
    assert SECRETS.matter in head.get(address).text
    form = {"version": "1", "client_kind": "person", "channel": "visit", "matter": "新しい話"}
    assert head.post(address, data=form).status_code == 303
    session.refresh(case)
    assert SEAL.read(case).matter == "新しい話"
    answer = head.post(address, data=form | {"matter": "別の話"})
    assert answer.status_code == 409
    assert "別の話" in answer.text
    assert "新しい話" in answer.text
    assert head.post(address, data=form | {"email": "x"}).status_code == 422
    assert case.state is CaseState.NEW


@pytest.mark.parametrize("page", ["", "/edit", "/move", "/contacts/new", "/files/new"])
def test_what_is_not_there_is_not_found(head: FlaskClient, page: str) -> None:
    assert head.get(f"/en/desk/cases/99{page}").status_code == 404


def test_cases_are_nothing_for_the_office(
    session: Session, sign_in: Callable[..., FlaskClient]
) -> None:
    case = make_case(session)
    assert sign_in(RoleName.ADMIN).get(f"/en/desk/cases/{case.id}").status_code == 403
