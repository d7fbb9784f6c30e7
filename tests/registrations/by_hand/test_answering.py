"""The staff answers for people on the telephone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.by_hand import answering, restoring
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, mails, seen, states

S = RegistrationState
SOON = NOW + timedelta(minutes=30)


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def said(act: Any, session: Session, *rows: Registration, tell: bool = True) -> int:
    done: int = act(session, seen(*rows), tell_them=tell, office=OFFICE, actor=CLERK, now=NOW)
    return done


def test_held_and_offered_places_become_peoples_own(session: Session, seminar: Seminar) -> None:
    held = make_registration(session, seminar, state=S.PROVISIONAL, held_until=SOON)
    offered = make_registration(session, seminar, state=S.OFFERED)

    assert said(answering.confirm, session, held, offered) == 2

    assert states(session, [held, offered]) == ["confirmed", "confirmed"]
    assert held.held_until is None
    assert counted(session, seminar) == (2, 0)
    assert mails(session) == [
        ("registration_confirmed", held.email),
        ("registration_confirmed", offered.email),
    ]
    assert len(histories.lines(session, HistoryKind.OFFER_ACCEPTED)) == 1
    assert not mailboxes.is_proven(session, held.email, caution=OFFICE.caution, now=NOW)


def test_a_wait_that_needed_the_button_goes_on_and_moves_up(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=S.WAITING, held_until=SOON)

    assert said(answering.confirm, session, row, tell=False) == 1

    session.refresh(row)
    assert row.state is not S.WAITING
    assert counted(session, seminar) == (1, 0)


def test_what_is_overdue_lapses_and_is_not_confirmed(session: Session, seminar: Seminar) -> None:
    late = make_registration(session, seminar, state=S.PROVISIONAL, held_until=NOW)

    assert said(answering.confirm, session, late) == 0

    assert states(session, [late]) == ["lapsed"]
    assert counted(session, seminar) == (0, 0)


def test_who_has_a_place_or_waits_in_order_has_nothing_to_confirm(
    session: Session, seminar: Seminar
) -> None:
    rows = [make_registration(session, seminar) for _ in range(2)]
    rows.append(make_registration(session, seminar, state=S.WAITING))

    assert said(answering.confirm, session, *rows) == 0
    assert said(answering.decline, session, *rows) == 0
    assert mails(session) == []


def test_a_declined_place_goes_to_the_next_and_comes_back_if_nobody_took_it(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=S.OFFERED)
    number = row.queue_number

    assert said(answering.decline, session, row, tell=False) == 1
    assert states(session, [row]) == ["cancelled"]
    assert counted(session, seminar) == (0, 0)
    assert mails(session) == []
    assert said(restoring.restore, session, row, tell=False) == 1

    assert states(session, [row]) == ["confirmed"]
    assert row.queue_number == number


def test_a_declined_place_is_offered_to_who_waits(session: Session, seminar: Seminar) -> None:
    _stays, row = (
        make_registration(session, seminar),
        make_registration(session, seminar, state=S.OFFERED),
    )
    first = make_registration(session, seminar, state=S.WAITING)

    assert said(answering.decline, session, row) == 1

    session.refresh(first)
    assert first.state is not S.WAITING
    assert counted(session, seminar) == (2, 0)
    assert [to for _kind, to in mails(session)] == [row.email, first.email]
