"""Working on a case."""

from datetime import UTC, date, datetime

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.consultations.model import CaseContact
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import CaseSecrets, Result
from tests.consultations.support import SEAL, make_case

NOTED = {
    "form_key": "c" * 32,
    "day": "2026/5/29",
    "clock": "14:30",
    "way": "telephone",
    "minutes": "２５分",
    "note": "配合の話",
}


def test_work_is_noted_once_and_shown(expert: FlaskClient, me: User, session: Session) -> None:
    case = make_case(session, me)
    address = f"/en/desk/cases/{case.id}/contacts/new"
    assert expert.get(address).status_code == 200
    for _ in range(2):
        assert expert.post(address, data=NOTED).status_code == 303
    assert session.scalar(select(func.count()).select_from(CaseContact)) == 1
    row = session.scalars(select(CaseContact)).first()
    assert row is not None
    assert (row.at, row.minutes) == (datetime(2026, 5, 29, 5, 30, tzinfo=UTC), 25)
    assert "配合の話" in expert.get(f"/en/desk/cases/{case.id}").text
    assert case.state is CaseState.IN_PROGRESS


def test_a_mistake_about_work_loses_nothing(
    expert: FlaskClient, me: User, session: Session
) -> None:
    case = make_case(session, me)
    address = f"/en/desk/cases/{case.id}/contacts/new"
    for wrong in ({"minutes": "601"}, {"minutes": "x"}, {"day": "yesterday"}, {"way": "dream"}):
        answer = expert.post(address, data=NOTED | wrong)
        assert answer.status_code == 422
        assert "配合の話" in answer.text


def test_a_case_waits_is_closed_and_opened_again(
    expert: FlaskClient, me: User, session: Session
) -> None:
    case = make_case(session, me)
    address = f"/en/desk/cases/{case.id}/move"
    page = expert.get(address).text
    assert "Open it again" not in page

    def move(**form: str) -> int:
        session.refresh(case)
        sent = {"version": str(case.version)} | form
        return expert.post(address, data=sent).status_code

    assert move(action="wait", due_on="2026/6/9") == 303
    assert move(action="close") == 422
    assert move(action="close", result="answered") == 303
    session.refresh(case)
    assert (case.state, case.result, case.due_on) == (CaseState.CLOSED, Result.ANSWERED, None)
    assert move(action="work") == 422
    assert move(action="reopen", due_on="2026/6/10", version="1") == 409
    assert move(action="reopen", due_on="2026/6/10") == 303
    session.refresh(case)
    assert (case.state, case.due_on) == (CaseState.REOPENED, date(2026, 6, 10))


def test_only_the_head_has_what_was_told_deleted_and_only_once_it_is_closed(
    head: FlaskClient, expert: FlaskClient, me: User, session: Session
) -> None:
    case = make_case(session, me)
    address = f"/en/desk/cases/{case.id}"
    assert expert.post(f"{address}/forget").status_code == 403

    def forget() -> str:
        session.refresh(case)
        form = {"version": str(case.version)}
        return head.post(f"{address}/forget", data=form, follow_redirects=True).text

    assert "Please close the case first." in forget()
    closing = {"action": "close", "result": "other", "version": str(case.version)}
    assert expert.post(f"{address}/move", data=closing).status_code == 303
    outdated = head.post(f"{address}/forget", data={"version": "1"}, follow_redirects=True).text
    assert "Somebody has changed the case." in outdated
    assert "What was told has been deleted." in forget()
    session.refresh(case)
    assert SEAL.read(case) == CaseSecrets()
    late = expert.post(f"{address}/contacts/new", data=NOTED, follow_redirects=True)
    assert "nothing is added" in late.text
