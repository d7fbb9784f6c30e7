"""The staff undoes what it has confirmed for somebody by mistake."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.by_hand import answering, notes, restoring, withdrawing
from seminar_service.registrations.by_hand.unconfirming import (
    ConfirmationKnown,
    may_undo_confirmation,
    undo_confirmation,
)
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, mails, seen

S = RegistrationState
SOON = NOW + timedelta(minutes=30)


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


@pytest.fixture
def held(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar, state=S.PROVISIONAL, held_until=SOON)


def confirm(session: Session, row: Registration, *, tell: bool = False) -> None:
    answering.confirm(
        session, seen(row), tell_them=tell, text="", office=OFFICE, actor=CLERK, now=NOW
    )


def undo(session: Session, row: Registration, *, now: datetime = NOW) -> None:
    undo_confirmation(session, seen(row), actor=CLERK, now=now)


def test_a_place_that_was_held_is_held_again_until_the_same_time(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    confirm(session, held)
    assert may_undo_confirmation(session, held, now=NOW)

    undo(session, held)

    session.refresh(held)
    assert (held.state, held.held_until) == (S.PROVISIONAL, SOON)
    assert counted(session, seminar) == (1, 0)
    assert mails(session) == []
    assert len(histories.lines(session, HistoryKind.CONFIRMATION_UNDONE)) == 1
    assert not may_undo_confirmation(session, held, now=NOW)


def test_an_offer_is_open_again(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=S.OFFERED, offered_until=SOON)
    confirm(session, row)

    undo(session, row)

    session.refresh(row)
    assert (row.state, row.offered_until) == (S.OFFERED, SOON)
    assert counted(session, seminar) == (1, 0)


def test_a_wait_depends_on_its_button_again(session: Session, seminar: Seminar) -> None:
    for _ in range(2):
        make_registration(session, seminar)
    row = make_registration(session, seminar, state=S.WAITING, held_until=SOON)
    confirm(session, row)
    session.refresh(row)
    assert (row.state, row.held_until) == (S.WAITING, None)

    undo(session, row)

    session.refresh(row)
    assert (row.state, row.held_until) == (S.WAITING, SOON)
    assert counted(session, seminar) == (2, 1)


def test_a_note_in_between_changes_nothing(session: Session, held: Registration) -> None:
    confirm(session, held)
    notes.add_note(session, held.id, "電話で確認", actor=CLERK, now=NOW)
    undo(session, held)
    assert held.state is S.PROVISIONAL


def test_what_somebody_was_told_of_stays(session: Session, held: Registration) -> None:
    confirm(session, held, tell=True)
    assert not may_undo_confirmation(session, held, now=NOW)
    with pytest.raises(ConfirmationKnown):
        undo(session, held)
    assert held.state is S.CONFIRMED


def test_what_would_lapse_at_once_stays(session: Session, held: Registration) -> None:
    confirm(session, held)
    with pytest.raises(ConfirmationKnown):
        undo(session, held, now=SOON)
    assert held.state is S.CONFIRMED


def test_after_another_step_it_stays(session: Session, held: Registration) -> None:
    confirm(session, held)
    withdrawing.withdraw(session, seen(held), tell_them=False, office=OFFICE, actor=CLERK, now=NOW)
    restoring.restore(session, seen(held), tell_them=False, office=OFFICE, actor=CLERK, now=NOW)
    with pytest.raises(ConfirmationKnown):
        undo(session, held)


def test_what_the_office_has_not_confirmed_stays(session: Session, seminar: Seminar) -> None:
    with pytest.raises(ConfirmationKnown):
        undo(session, make_registration(session, seminar))


def test_what_is_not_there_or_stands_otherwise_is_refused(
    session: Session, held: Registration
) -> None:
    with pytest.raises(NotFound):
        undo_confirmation(session, {4711: "confirmed-1"}, actor=CLERK, now=NOW)
    before = seen(held)
    confirm(session, held)
    with pytest.raises(ChangedMeanwhile):
        undo_confirmation(session, before, actor=CLERK, now=NOW)
