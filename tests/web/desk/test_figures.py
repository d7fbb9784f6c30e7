"""The desk's figures."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import EmployeeBand
from tests.consultations.support import SECRETS, make_case, make_subjects


def test_figures_of_this_month_count_what_names_nobody(
    expert: FlaskClient, session: Session
) -> None:
    subject = make_subjects(session)[5]
    make_case(session, employees=EmployeeBand.OVER_300, subject_ids=frozenset({subject.id}))
    page = expert.get("/en/desk/figures").text
    assert "Damage by leakage" in page
    assert "Large company" in page
    assert SECRETS.matter not in page


def test_other_days_are_asked_for_by_the_address(expert: FlaskClient, session: Session) -> None:
    subject = make_subjects(session)[5]
    make_case(session, subject_ids=frozenset({subject.id}))
    for query, is_there in (
        ("first=2026-04-01&last=2027-03-31", True),
        ("first=2025-04-01&last=2026-03-31", False),
        ("first=2027-01-01&last=2026-01-01", True),
        ("first=x&last=", True),
    ):
        page = expert.get(f"/en/desk/figures?{query}").text
        assert ("Damage by leakage" in page) is is_there, query
