"""Thanks: once, the day after, to those who had a place and were not absent."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.reminders import thanks
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.registrations.proof_support import OFFICE

DAY = date(2026, 10, 6)
TEN = datetime(2026, 10, 7, 10, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    """A seminar of yesterday."""
    return make_seminar(session, make_bid(session, tour), day=DAY, state=SeminarState.HELD)


def send(session: Session, now: datetime = TEN) -> int:
    due = thanks.any_due(session, now=now)
    sent = thanks.send_due(session, office=OFFICE, now=now)
    assert due == bool(sent)
    return sent


def thanked(session: Session) -> list[str]:
    return list(session.scalars(select(Message.recipient).order_by(Message.id)))


def test_who_came_is_thanked_once(session: Session, seminar: Seminar) -> None:
    person = make_registration(session, seminar, locale="en")

    assert [send(session), send(session), send(session, TEN + timedelta(days=1))] == [1, 0, 0]

    mail = session.scalars(select(Message)).one()
    assert (mail.recipient, mail.kind) == (person.email, "registration_thanks")
    assert mail.subject.startswith("Thank you for coming: ")
    assert mail.calendar is None


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (TEN - timedelta(minutes=1), 0),
        (TEN, 1),
        (TEN + timedelta(hours=14), 1),
        (TEN + timedelta(days=6), 1),
        (TEN + timedelta(days=7), 0),
        (TEN - timedelta(days=1), 0),
    ],
)
def test_it_comes_the_day_after_or_soon_after_that(
    session: Session, seminar: Seminar, now: datetime, sent: int
) -> None:
    make_registration(session, seminar)

    assert send(session, now) == sent


@pytest.mark.parametrize("state", list(RegistrationState))
def test_who_had_no_place_or_was_absent_gets_none(
    session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    values = {"held_until": TEN} if state is RegistrationState.PROVISIONAL else {}
    offered = {"offered_until": TEN} if state is RegistrationState.OFFERED else {}
    make_registration(session, seminar, state=state, **values, **offered)

    here = {RegistrationState.CONFIRMED, RegistrationState.ATTENDED}
    assert send(session) == (state in here)


@pytest.mark.parametrize("state", [SeminarState.CANCELLED, SeminarState.ANNOUNCED])
def test_nobody_is_thanked_for_what_was_not_held(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    make_registration(session, seminar)
    with transaction(session):
        seminar.state = state

    assert send(session) == 0


def test_a_tour_may_do_without(session: Session, tour: Tour, seminar: Seminar) -> None:
    make_registration(session, seminar)
    with transaction(session):
        tour.sends_thanks = False

    assert send(session) == 0


def test_one_that_cannot_be_written_keeps_nobody_from_theirs(
    session: Session, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (make_registration(session, seminar) for _ in range(2))
    number, address = first.id, second.email
    write = mailing.send

    def fail(session: Session, kind: str, row: Registration, *rest: Any, **values: Any) -> None:
        if row.id == number:
            raise RuntimeError
        write(session, kind, row, *rest, **values)

    monkeypatch.setattr(mailing, "send", fail)

    assert send(session) == 1
    assert thanked(session) == [address]
