"""A consultation at a seminar that goes on at the desk."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations.from_seminars import number_of, open_from, seminar_of
from seminar_service.consultations.model import Case
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import Channel
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import EmployeeBand
from seminar_service.tours.model import Tour
from tests import histories
from tests.consultations.support import SEAL, STAFF
from tests.factories import NOW, make_bid, make_registration, make_seminar


def test_it_becomes_one_case_and_both_keep_the_trail(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    row = make_registration(session, seminar, company="秘密工業", employees=EmployeeBand.OVER_300)
    assert number_of(session, row.id) == ""
    numbers = {open_from(session, row.id, seal=SEAL, actor=STAFF, now=NOW) for _ in range(2)}
    case = session.query(Case).one()
    assert numbers == {case.reference} == {number_of(session, row.id)}
    assert (case.state, case.channel) == (CaseState.NEW, Channel.SEMINAR)
    assert case.employees is EmployeeBand.OVER_300
    assert SEAL.client(case).company == "秘密工業"
    assert seminar_of(session, case) is seminar
    told = histories.lines(session, HistoryKind.REGISTRATION_TO_DESK)
    assert [(line.subject_id, line.data["number"]) for line in told] == [(row.id, case.reference)]


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        open_from(session, 99, seal=SEAL, actor=STAFF, now=NOW)
