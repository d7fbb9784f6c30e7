"""The pages of a hand-over."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.handover_model import Handover
from tests.consultations.support import SECRETS, make_case

SHEET = {
    "receiver": "ipa",
    "receiver_name": "IPA",
    "sheet": "図面の話",
    "consented_on": "",
    "consent_way": "",
}
AGREED = SHEET | {"consented_on": "2026/6/1", "consent_way": "telephone", "version": "1"}


def test_a_sheet_is_composed_read_and_handed_over_with_consent(
    head: FlaskClient, session: Session
) -> None:
    case = make_case(session)
    address = f"/en/desk/cases/{case.id}/handovers"
    assert SECRETS.matter in head.get(f"{address}/new").text
    assert head.post(f"{address}/new", data=SHEET).status_code == 303
    row = session.scalars(select(Handover)).one()
    own = f"{address}/{row.id}"
    page = head.get(own).text
    assert "図面の話" in page
    assert "I have handed it over" not in page
    early = head.post(f"{own}/hand", data={"version": "1"}, follow_redirects=True)
    assert "Please note first when and how the client agreed." in early.text
    assert head.get(f"{own}/edit").status_code == 200
    assert head.post(f"{own}/edit", data=AGREED).status_code == 303
    outdated = head.post(f"{own}/hand", data={"version": "1"}, follow_redirects=True)
    assert "Please read it once more." in outdated.text
    assert "I have handed it over" in outdated.text
    assert (
        "Handed over" in head.post(f"{own}/hand", data={"version": "2"}, follow_redirects=True).text
    )
    late = head.post(f"{own}/edit", data=AGREED | {"version": "2"}, follow_redirects=True)
    assert "stays as it went" in late.text
    assert "handed over on" in head.get(f"/en/desk/cases/{case.id}").text


def test_a_mistake_loses_nothing(head: FlaskClient, session: Session) -> None:
    case = make_case(session)
    address = f"/en/desk/cases/{case.id}/handovers/new"
    for wrong in ({"receiver": "friend"}, {"sheet": ""}, {"consent_way": "telephone"}):
        answer = head.post(address, data=SHEET | {"receiver_name": "係"} | wrong)
        assert answer.status_code == 422
        assert "係" in answer.text


def test_who_is_not_assigned_sees_no_sheet(expert: FlaskClient, session: Session) -> None:
    case = make_case(session)
    for page in ("new", "1", "1/edit"):
        assert expert.get(f"/en/desk/cases/{case.id}/handovers/{page}").status_code == 403
    assert expert.post(f"/en/desk/cases/{case.id}/handovers/1/hand").status_code == 403
