"""Rows of reminders follow places and days, whatever made them."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations.states import RegistrationState
from seminar_service.reminders import schedule
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.reminders.support import DAY_BEFORE, WEEK_BEFORE, reminders
from tests.statements import counted_statements


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    """An announced seminar on 6 October 2026."""
    return make_seminar(session, make_bid(session, tour))


def test_everybody_with_a_place_gets_two_reminders_once(session: Session, seminar: Seminar) -> None:
    people = [make_registration(session, seminar).id for _ in range(2)]
    assert schedule.any_missing(session, now=NOW)

    for _ in range(2):
        schedule.bring_up_to_date(session, now=NOW)

    kept = [(each.registration_id, each.due_at) for each in reminders(session)]
    assert kept == [(person, due) for person in people for due in (WEEK_BEFORE, DAY_BEFORE)]
    assert not schedule.any_missing(session, now=NOW)


def test_who_waits_or_has_given_up_gets_none(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar, state=RegistrationState.WAITING)
    make_registration(session, seminar, state=RegistrationState.CANCELLED)
    make_registration(
        session, seminar, state=RegistrationState.PROVISIONAL, held_until=NOW + timedelta(hours=1)
    )

    schedule.bring_up_to_date(session, now=NOW)
    assert (reminders(session), schedule.any_missing(session, now=NOW)) == ([], False)


def test_reminders_move_with_the_seminar_and_are_due_anew(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    schedule.bring_up_to_date(session, now=NOW)
    for each in reminders(session):
        each.sent_at = NOW
    session.commit()
    seminar.day = date(2026, 10, 20)
    session.commit()

    assert schedule.any_missing(session, now=NOW)
    schedule.bring_up_to_date(session, now=NOW)

    fortnight = timedelta(days=14)
    assert [(each.due_at, each.sent_at, each.day) for each in reminders(session)] == [
        (WEEK_BEFORE + fortnight, None, seminar.day),
        (DAY_BEFORE + fortnight, None, seminar.day),
    ]


@pytest.mark.parametrize("state", [SeminarState.CANCELLED, SeminarState.HELD])
def test_seminars_that_are_over_need_none(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    make_registration(session, seminar)
    seminar.state = state
    session.commit()

    assert not schedule.any_missing(session, now=NOW)


def test_to_look_takes_one_query_and_each_seminar_two_more(session: Session, tour: Tour) -> None:
    for _ in range(3):
        seminar = make_seminar(session, make_bid(session, tour))
        for _ in range(4):
            make_registration(session, seminar)
    with counted_statements(session.get_bind()) as statements:
        schedule.bring_up_to_date(session, now=NOW)
    assert len(statements) == 1 + 2 * 3
    assert len(reminders(session)) == 3 * 4 * 2
