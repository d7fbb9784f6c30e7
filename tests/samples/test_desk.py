"""Cases of the demo."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.model import Case
from seminar_service.consultations.states import CaseState
from seminar_service.samples.desk import CASES, SAMPLE, load
from tests.consultations.support import SEAL, make_expert, make_subjects
from tests.factories import NOW


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_every_case_says_that_it_is_made_up_and_they_are_brought_in_once(session: Session) -> None:
    make_subjects(session)
    make_expert(session)
    for _ in range(2):
        load(session, seal=SEAL, now=NOW)
    cases = list(session.scalars(select(Case).order_by(Case.id)))
    assert len(cases) == len(CASES)
    assert all(SEAL.read(case).matter.startswith(SAMPLE) for case in cases)
    assert {CaseState.NEW, CaseState.CLOSED, CaseState.IN_PROGRESS} == {c.state for c in cases}


def test_without_an_expert_there_are_none(session: Session) -> None:
    make_subjects(session)
    load(session, seal=SEAL, now=NOW)
    assert session.scalar(select(Case.id)) is None
