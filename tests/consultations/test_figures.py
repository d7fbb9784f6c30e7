"""What is counted of cases."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from seminar_service.consultations import steps
from seminar_service.consultations.figures import Period, desk_figures
from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import (
    Channel,
    ClientKind,
    CompanySize,
    ContactWay,
    Receiver,
)
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.vocabulary import EmployeeBand, Industry
from tests.consultations.support import SEAL, STAFF, head, make_case, make_expert, make_subjects
from tests.factories import NOW

YEAR = Period.of_year(FiscalYear(2026))
BEFORE = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)


def test_a_period_has_both_its_ends() -> None:
    assert Period.of_month(date(2026, 12, 9)) == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert date(2027, 3, 31) in YEAR
    assert date(2027, 4, 1) not in YEAR
    assert YEAR.instants[0] > BEFORE


def test_cases_are_counted_by_all_that_names_nobody(session: Session) -> None:
    leakage, other = make_subjects(session)[-2:]
    large: dict[str, Any] = {"employees": EmployeeBand.OVER_300, "industry": Industry.TRADE}
    make_case(session, subject_ids=frozenset({leakage.id, other.id}), **large)
    make_case(session, subject_ids=frozenset({leakage.id}), employees=EmployeeBand.FROM_1_TO_5)
    make_case(session, channel=Channel.FORM, prefecture="23")
    make_case(session, now=BEFORE)
    found = desk_figures(session, YEAR)
    assert found.cases == 3
    assert found.channels == {Channel.FORM: 1, Channel.TELEPHONE: 2}
    assert found.client_kinds == {ClientKind.COMPANY: 3}
    assert found.sizes == {CompanySize.LARGE: 1, CompanySize.SME: 1, None: 1}
    assert found.industries == {Industry.TRADE: 1, None: 2}
    assert found.prefectures == {"": 2, "23": 1}
    assert found.states == {CaseState.NEW: 3}
    assert found.subjects == {"leakage": 2, "other": 1}
    assert found.subjects_by_size == {
        CompanySize.LARGE: {"leakage": 1, "other": 1},
        CompanySize.SME: {"leakage": 1},
    }
    assert desk_figures(session, Period.of_year(FiscalYear(2025))).cases == 1


def test_time_and_handovers_are_counted_when_they_happened(session: Session) -> None:
    case = make_case(session, make_expert(session))
    steps.note_contact(
        session,
        case.id,
        form_key="k",
        at=NOW,
        way=ContactWay.ONLINE,
        minutes=40,
        note="",
        reader=head(session),
        seal=SEAL,
        actor=STAFF,
        now=NOW,
    )
    day = date(2026, 5, 30)
    consent: dict[str, Any] = {"consented_on": day, "consent_way": ContactWay.MAIL}
    rows = (
        Handover(case_id=case.id, receiver=Receiver.IPA, composed_at=NOW, handed_at=NOW, **consent),
        Handover(case_id=case.id, receiver=Receiver.POLICE, composed_at=NOW),
    )
    session.add_all(rows)
    session.commit()
    found = desk_figures(session, YEAR)
    assert (found.contacts, found.minutes) == (1, 40)
    assert found.handovers == {Receiver.IPA: 1}
    assert desk_figures(session, Period.of_year(FiscalYear(2025))).handovers == {}
