"""What the database itself refuses about cases."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import CompanySize
from seminar_service.domain.vocabulary import EmployeeBand
from tests.consultations.support import make_case
from tests.factories import NOW


def test_a_case_is_closed_at_an_instant(session: Session) -> None:
    case = make_case(session)
    case.state = CaseState.CLOSED
    with pytest.raises(IntegrityError, match="closed_when"):
        session.commit()


def test_a_case_that_is_forgotten_says_nothing(session: Session) -> None:
    case = make_case(session)
    case.forgotten_at = NOW
    with pytest.raises(IntegrityError, match="forgotten_says_nothing"):
        session.commit()


def test_no_number_is_given_twice(session: Session) -> None:
    first, second = make_case(session), make_case(session)
    second.number = first.number
    with pytest.raises(IntegrityError):
        session.commit()


def test_the_size_follows_from_the_band(session: Session) -> None:
    case = make_case(session, employees=EmployeeBand.FROM_6_TO_20)
    assert case.size is CompanySize.SME
    assert case.is_open
