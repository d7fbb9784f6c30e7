"""Who may come into a seminar, and as what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode, Audience, RegistrationSource
from seminar_service.registrations import entering
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import (
    Applicant,
    NotOnline,
    PersonRegisteredAlready,
    WrongAccessCode,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

BEGIN = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
ON_SITE, ONLINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """With one place, at its venue alone."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=1))


def somebody(source: RegistrationSource = RegistrationSource.FORM) -> Applicant:
    return Applicant(name="山田 花子", email="hanako@example.jp", source=source)


@pytest.mark.parametrize("source", RegistrationSource)
def test_an_announced_seminar_takes_everybody(seminar: Seminar, source: RegistrationSource) -> None:
    entering.require_open(seminar, somebody(source), ON_SITE, "", now=NOW)


def test_a_closed_one_takes_only_whom_the_office_enters_and_only_until_it_begins(
    seminar: Seminar,
) -> None:
    seminar.state = SeminarState.CLOSED
    caller = somebody(RegistrationSource.TELEPHONE)
    entering.require_open(seminar, caller, ON_SITE, "", now=NOW)
    for applicant, now in ((somebody(), NOW), (caller, BEGIN)):
        with pytest.raises(RegistrationNotOpen):
            entering.require_open(seminar, applicant, ON_SITE, "", now=now)


def test_nobody_attends_online_what_is_at_its_venue_alone(seminar: Seminar) -> None:
    with pytest.raises(NotOnline):
        entering.require_open(seminar, somebody(), ONLINE, "", now=NOW)
    seminar.online_capacity = 1
    entering.require_open(seminar, somebody(), ONLINE, "", now=NOW)


def test_a_members_seminar_asks_strangers_for_its_code(seminar: Seminar) -> None:
    seminar.audience, seminar.access_code = Audience.MEMBERS, "HIMEJI-7"
    entering.require_open(seminar, somebody(), ON_SITE, "himeji 7", now=NOW)
    entering.require_open(seminar, somebody(RegistrationSource.FAX), ON_SITE, "", now=NOW)
    with pytest.raises(WrongAccessCode):
        entering.require_open(seminar, somebody(), ON_SITE, "HIMEJI-8", now=NOW)


def test_who_waits_gets_a_free_place_before_somebody_new(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=WAITING)
    session.refresh(seminar)

    entering.let_the_waiting_in(session, seminar, ON_SITE, office=OFFICE, now=NOW)

    assert row.state is CONFIRMED


def test_a_place_is_given_while_one_is_left_and_else_a_position(
    session: Session, seminar: Seminar
) -> None:
    add = _adder(session, seminar)
    first, second = add("form-1"), add("form-2")

    assert [first.state, second.state] == [CONFIRMED, WAITING]
    assert first.queue_number < second.queue_number
    assert (first.waits_since, second.waits_since) == (None, NOW)
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting) == (1, 1)


def test_who_is_to_wait_waits_even_where_a_place_is_left(
    session: Session, seminar: Seminar
) -> None:
    assert _adder(session, seminar)("form-1", waits=True).state is WAITING


def test_a_place_that_must_be_proven_is_held_for_a_while(
    session: Session, seminar: Seminar
) -> None:
    row = _adder(session, seminar)("form-1", held_until=BEGIN)
    assert (row.state, row.held_until) == (RegistrationState.PROVISIONAL, BEGIN)


def test_one_person_keeps_one_live_registration(session: Session, seminar: Seminar) -> None:
    row, other = (
        make_registration(session, seminar),
        make_registration(session, seminar, state=WAITING),
    )
    entering.refuse_second(session, row, row.email_key, row.name_key)
    with pytest.raises(PersonRegisteredAlready):
        entering.refuse_second(session, row, other.email_key, other.name_key)
    row.state = RegistrationState.CANCELLED
    entering.refuse_second(session, row, other.email_key, other.name_key)


def _adder(session: Session, seminar: Seminar) -> Callable[..., Any]:
    def call(key: str, *, held_until: datetime | None = None, waits: bool = False) -> Any:
        return entering.add(
            session,
            seminar,
            replace(somebody(), name=f"参加 {key}"),
            ON_SITE,
            form_key=key,
            held_until=held_until,
            waits=waits,
            now=NOW,
        )

    return call
