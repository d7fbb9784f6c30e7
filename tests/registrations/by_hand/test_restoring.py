"""The staff takes withdrawals back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations import services
from seminar_service.registrations.by_hand import restoring, withdrawing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, mails, seen, states

S = RegistrationState
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def restore(session: Session, *rows: Registration, tell: bool = True) -> int:
    return restoring.restore(
        session, seen(*rows), tell_them=tell, office=OFFICE, actor=CLERK, now=LATER
    )


def withdraw(session: Session, *rows: Registration, tell: bool) -> None:
    withdrawing.withdraw(session, seen(*rows), tell_them=tell, office=OFFICE, actor=CLERK, now=NOW)


def test_somebody_gets_a_place_again_where_one_is_free(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    services.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    invited = row.calendar_sequence

    assert restore(session, row) == 1

    assert states(session, [row]) == ["confirmed"]
    assert (row.withdrawn_at, row.queue_number, counted(session, seminar)) == (None, 2, (1, 0))
    assert row.calendar_sequence > invited
    assert mails(session)[-1] == ("registration_confirmed", row.email)
    line = histories.lines(session, HistoryKind.REGISTRATION_RESTORED)[0]
    assert line.data == {"state": "confirmed", "told": True}


def test_somebody_comes_behind_all_who_wait_and_never_over_the_places(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    make_registration(session, seminar)
    waits = make_registration(session, seminar, state=S.WAITING)
    services.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    behind = make_registration(session, seminar, state=S.WAITING)

    restore(session, row, tell=False)

    assert states(session, [row, behind]) == ["waiting", "waiting"]
    assert waits.state is not S.WAITING
    assert row.queue_number > behind.queue_number
    assert counted(session, seminar) == (2, 2)


def test_a_withdrawal_nobody_was_told_of_is_undone(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    withdraw(session, row, tell=False)
    assert restoring.was_never_told(session, row)

    restore(session, row, tell=False)

    assert (row.state, row.queue_number, mails(session)) == (S.CONFIRMED, 1, [])
    assert not restoring.was_never_told(session, row)
    assert counted(session, seminar) == (1, 0)


def test_a_wait_nobody_was_told_to_be_over_keeps_its_number(
    session: Session, seminar: Seminar
) -> None:
    for _ in range(2):
        make_registration(session, seminar)
    first, second = (make_registration(session, seminar, state=S.WAITING) for _ in range(2))
    withdraw(session, first, tell=False)

    restore(session, first, tell=False)

    assert first.queue_number < second.queue_number
    assert counted(session, seminar) == (2, 2)


def test_who_was_told_has_lost_the_number(session: Session, seminar: Seminar) -> None:
    for _ in range(2):
        make_registration(session, seminar)
    first, second = (make_registration(session, seminar, state=S.WAITING) for _ in range(2))
    withdraw(session, first, tell=True)
    assert not restoring.was_never_told(session, first)

    restore(session, first)

    assert first.queue_number > second.queue_number


def test_whose_button_was_pressed_too_late_is_let_in_without_one(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=S.LAPSED, held_until=NOW)
    assert restore(session, row) == 1
    assert (row.state, row.held_until) == (S.CONFIRMED, None)


def test_one_person_is_let_in_once(session: Session, seminar: Seminar) -> None:
    one = make_registration(session, seminar, state=S.CANCELLED, withdrawn_at=NOW)
    twin = make_registration(
        session,
        seminar,
        state=S.CANCELLED,
        withdrawn_at=NOW,
        email_key=one.email_key,
        name_key=one.name_key,
    )
    assert restore(session, one, twin) == 1
    assert states(session, [one, twin]) == ["confirmed", "cancelled"]


def test_what_stands_is_left_alone(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    assert restore(session, row) == 0
    assert (mails(session), histories.lines(session)) == ([], [])


def test_the_end_of_a_seminar_is_no_withdrawal_to_undo(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=S.CANCELLED)
    assert not restoring.was_never_told(session, row)
