"""Who works on a case."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.consultations import steps
from seminar_service.consultations.queries import experts_of
from seminar_service.consultations.states import CaseAction
from seminar_service.consultations.values import Result
from tests.consultations.support import STAFF, make_case, reader
from tests.factories import NOW


def test_the_head_assigns_a_case_and_takes_it_away(
    head: FlaskClient, me: User, session: Session
) -> None:
    case = make_case(session)
    address = f"/en/desk/cases/{case.id}/experts"
    answer = head.post(address, data={"account": str(me.id)}, follow_redirects=True)
    assert "The case has been assigned." in answer.text
    assert [account for account, _ in experts_of(session, [case.id])[case.id]] == [me.id]
    head.post(f"{address}/release", data={"account": str(me.id)})
    assert experts_of(session, [case.id]) == {}


def test_what_cannot_be_is_said(head: FlaskClient, me: User, session: Session) -> None:
    case = make_case(session, me)
    address = f"/en/desk/cases/{case.id}/experts"
    unknown = head.post(address, data={"account": "x"}, follow_redirects=True)
    assert "Please choose somebody who works at the desk." in unknown.text
    who = {"reader": reader(me), "actor": STAFF, "now": NOW}
    steps.move(
        session,
        case.id,
        CaseAction.CLOSE,
        version=None,
        result=Result.ANSWERED,
        **who,  # type: ignore[arg-type]
    )
    last = head.post(f"{address}/release", data={"account": str(me.id)}, follow_redirects=True)
    assert "The last expert stays with a closed case." in last.text


def test_an_expert_assigns_nobody(expert: FlaskClient, session: Session) -> None:
    case = make_case(session)
    assert expert.post(f"/en/desk/cases/{case.id}/experts").status_code == 403
    assert expert.post(f"/en/desk/cases/{case.id}/experts/release").status_code == 403
    assert expert.get(f"/en/desk/cases/{case.id}/experts").status_code == 405
