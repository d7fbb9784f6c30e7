"""Which days of an adviser released seminars need."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.availability.ties import ties_of
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_adviser

TODAY = date(2026, 6, 1)
DAY_BEFORE, DAY = date(2026, 10, 5), date(2026, 10, 6)


def test_a_seminar_needs_its_day_and_those_of_the_journey(
    session: Session, adviser: Adviser, seminar: Seminar
) -> None:
    found = ties_of(session, adviser.id, today=TODAY)
    assert found.seminars == {DAY_BEFORE: seminar, DAY: seminar}
    assert found.nights == 1


def test_what_is_past_needs_nothing_any_more(
    session: Session, adviser: Adviser, seminar: Seminar
) -> None:
    assert ties_of(session, adviser.id, today=DAY).seminars == {DAY: seminar}
    over = ties_of(session, adviser.id, today=date(2026, 10, 7))
    assert (over.seminars, over.nights) == ({}, 0)


def test_a_cancelled_seminar_frees_its_journey_too(
    session: Session, adviser: Adviser, seminar: Seminar
) -> None:
    seminar.state = SeminarState.CANCELLED
    session.commit()
    found = ties_of(session, adviser.id, today=TODAY)
    assert (found.seminars, found.nights) == ({}, 0)


def test_journeys_of_plans_that_were_not_released_need_nothing(
    session: Session, adviser: Adviser, seminar: Seminar
) -> None:
    session.scalars(select(Plan)).one().state = PlanState.COMPUTED
    session.commit()
    assert ties_of(session, adviser.id, today=TODAY).seminars == {DAY: seminar}


@pytest.mark.usefixtures("seminar")
def test_what_others_have_ties_nobody_else(session: Session) -> None:
    assert ties_of(session, make_adviser(session).id, today=TODAY).seminars == {}
