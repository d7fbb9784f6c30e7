"""People whom a host registers itself, in the places that are kept back for it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.domain.actors import HOST, PARTICIPANT, SYSTEM, Actor, ActorKind
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.vocabulary import AttendanceMode, RegistrationSource
from seminar_service.registrations import host_people, kept_places, services, switching
from seminar_service.registrations.by_hand import restoring, transferring, withdrawing
from seminar_service.registrations.by_hand.chosen import chosen, seen_mark
from seminar_service.registrations.host_people import NoPlaceKept
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.registrations.values import (
    Applicant,
    FormKeyReused,
    PersonRegisteredAlready,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW, OFFICE, counters, mails_to

CLERK = Actor(ActorKind.ORGANISER)
WAITING, CONFIRMED = RegistrationState.WAITING, RegistrationState.CONFIRMED
CANCELLED = RegistrationState.CANCELLED


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with three places, of which two are kept back for its host, and the third taken."""
    tour = make_tour(session, waiting_rule=WaitingRule.STRAIGHT)
    found = make_seminar(session, make_bid(session, tour, capacity=3))
    make_registration(session, found)
    found.kept_back, found.kept_until = 2, date(2026, 9, 1)
    session.commit()
    return found


def member(number: int, email: str | None = None, telephone: str = "") -> Applicant:
    address = f"member{number}@example.jp" if email is None else email
    return Applicant(
        name=f"会員 {number}", email=address, telephone=telephone, source=RegistrationSource.HOST
    )


def register(
    session: Session, seminar: Seminar, number: int = 1, *, key: str = "", now: datetime = NOW
) -> Registration:
    return host_people.register(
        session,
        seminar.public_id,
        member(number),
        form_key=key or f"host-{number}",
        office=OFFICE,
        actor=HOST,
        now=now,
    )


def withdraw(session: Session, row: Registration) -> None:
    host_people.withdraw(session, row.seminar_id, row.id, office=OFFICE, actor=HOST, now=NOW)


def kept(session: Session, seminar: Seminar) -> tuple[int, int]:
    """Places taken, and kept back."""
    session.refresh(seminar)
    return seminar.taken, seminar.kept_back


def test_they_get_places_that_are_kept_back_and_an_own_confirmation_and_no_more(
    session: Session, seminar: Seminar
) -> None:
    waiting = make_registration(session, seminar, state=WAITING)
    rows = [register(session, seminar, number) for number in (1, 2)]

    assert kept(session, seminar) == (3, 0)
    assert [(row.state, row.source, row.host_place) for row in rows] == [
        (CONFIRMED, RegistrationSource.HOST, True)
    ] * 2
    assert [mail.kind for mail in mails_to(session, "member1@example.jp")] == [
        "registration_confirmed"
    ]
    with pytest.raises(NoPlaceKept):
        register(session, seminar, 3)
    session.refresh(waiting)
    assert waiting.state is WAITING
    assert list(host_people.people_of_host(session, seminar).rows) == rows


@pytest.mark.usefixtures("seminar")
def test_the_table_itself_refuses_more_than_are_kept_back(session: Session) -> None:
    with pytest.raises(IntegrityError, match="kept_within_capacity"):
        session.execute(text("UPDATE seminar SET kept_back = kept_back - 3, taken = taken + 1"))


def test_the_same_form_twice_is_one_registration(session: Session, seminar: Seminar) -> None:
    first, again = (register(session, seminar, key="one-form") for _ in range(2))
    assert first.id == again.id
    assert kept(session, seminar) == (2, 1)
    with pytest.raises(FormKeyReused):
        register(session, seminar, 2, key="one-form")


def test_somebody_without_a_mail_address_is_told_by_the_office(
    session: Session, seminar: Seminar
) -> None:
    row = host_people.register(
        session,
        seminar.public_id,
        member(1, "", "03-3581-1101"),
        form_key="host-1",
        office=OFFICE,
        actor=HOST,
        now=NOW,
    )
    assert (row.state, row.call_about) == (CONFIRMED, "registration_confirmed")


def test_who_is_registered_already_is_refused(session: Session, seminar: Seminar) -> None:
    register(session, seminar)
    with pytest.raises(PersonRegisteredAlready):
        register(session, seminar, key="another-form")
    assert kept(session, seminar) == (2, 1)


def test_a_mailbox_bears_so_many_mails_and_no_more(session: Session, seminar: Seminar) -> None:
    def again() -> None:
        for number in range(50):
            withdraw(session, register(session, seminar, key=f"form-{number}"))

    with pytest.raises(TooManyMails):
        again()
    assert kept(session, seminar) == (1, 2)


def test_a_seminar_that_is_not_public_over_or_begun_takes_nobody(
    session: Session, seminar: Seminar
) -> None:
    with pytest.raises(RegistrationNotOpen):
        register(session, seminar, now=NOW + timedelta(days=400))
    seminar.state = SeminarState.CONFIRMED
    seminar.announced_at = None
    session.commit()
    with pytest.raises(NotFound):
        register(session, seminar)
    assert kept(session, seminar) == (1, 2)


@pytest.mark.parametrize("by", ["host", "person", "office"])
def test_a_place_that_comes_free_is_kept_back_for_the_host_again(
    session: Session, seminar: Seminar, by: str
) -> None:
    waiting = make_registration(session, seminar, state=WAITING)
    row = register(session, seminar)

    if by == "host":
        withdraw(session, row)
    elif by == "person":
        services.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    else:
        seen = {row.id: seen_mark(row)}
        withdrawing.withdraw(session, seen, tell_them=False, office=OFFICE, actor=CLERK, now=NOW)

    assert kept(session, seminar) == (1, 2)
    session.refresh(waiting)
    assert (row.state, waiting.state) == (CANCELLED, WAITING)


@pytest.mark.parametrize("released_by", ["the day", "the office"])
def test_once_places_are_released_one_that_comes_free_is_everybodys(
    session: Session, seminar: Seminar, released_by: str
) -> None:
    rows = [register(session, seminar, number) for number in (1, 2)]  # none is left to be released
    waiting = make_registration(session, seminar, state=WAITING)
    if released_by == "the day":
        late = datetime.combine(date(2026, 9, 2), NOW.timetz())
        kept_places.release_due(session, office=OFFICE, actor=SYSTEM, now=late)
    else:
        kept_places.keep_back(
            session,
            seminar.public_id,
            0,
            None,
            version=None,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )

    withdraw(session, rows[0])

    assert kept(session, seminar) == (3, 0)
    session.refresh(waiting)
    assert waiting.state is CONFIRMED
    assert seminar.kept_until is None
    with pytest.raises(NoPlaceKept):
        register(session, seminar, 3)


def test_a_withdrawal_of_the_office_is_undone_into_the_same_place(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, state=WAITING)
    row = register(session, seminar)
    seen = {row.id: seen_mark(row)}
    withdrawing.withdraw(session, seen, tell_them=False, office=OFFICE, actor=CLERK, now=NOW)
    seen = {row.id: seen_mark(row)}

    restoring.restore(session, seen, tell_them=False, office=OFFICE, actor=CLERK, now=NOW)

    assert (row.state, row.host_place) == (CONFIRMED, True)
    assert kept(session, seminar) == (2, 1)


def test_who_is_moved_to_another_seminar_is_nothing_to_its_host_and_comes_back_as_before(
    session: Session, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour), kept_back=3)
    row = register(session, seminar)

    def move(to: Seminar) -> None:
        (found,) = chosen(session, [row.id])
        transferring.transfer(
            session,
            {row.id: seen_mark(found)},
            to=to.public_id,
            tell_them=False,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )

    move(other)
    assert kept(session, seminar) == (1, 2)
    assert kept(session, other) == (1, 3)
    assert host_people.people_of_host(session, other).rows == []
    with pytest.raises(NotFound):
        host_people.withdraw(session, other.id, row.id, office=OFFICE, actor=HOST, now=NOW)

    move(seminar)
    assert (row.by_host, row.host_place) == (True, True)
    assert kept(session, seminar) == (2, 1)
    assert kept(session, other) == (0, 3)


def test_who_attends_online_instead_gives_the_place_back_to_the_host(
    session: Session, seminar: Seminar
) -> None:
    seminar.online_capacity = 1
    session.commit()
    row = register(session, seminar)

    switching.switch(
        session, row.id, AttendanceMode.ONLINE, office=OFFICE, actor=PARTICIPANT, now=NOW
    )

    assert kept(session, seminar) == (1, 2)
    assert not row.host_place
    assert row.by_host


def test_the_host_lets_somebody_else_come_and_both_are_written_to(
    session: Session, seminar: Seminar
) -> None:
    row = register(session, seminar)

    new = host_people.exchange(
        session, seminar.id, row.id, member(2), office=OFFICE, actor=HOST, now=NOW
    )

    assert (row.state, row.host_place) == (CANCELLED, False)
    assert (new.state, new.host_place, new.by_host) == (CONFIRMED, True, True)
    assert kept(session, seminar) == (2, 1)
    former, latter = (mails_to(session, f"member{each}@example.jp")[-1] for each in (1, 2))
    assert (former.kind, latter.kind) == ("registration_handed_over", "registration_taken_over")
    assert seminar.host_name in former.body
    with pytest.raises(NotToHandOver):
        host_people.exchange(
            session, seminar.id, row.id, member(3), office=OFFICE, actor=HOST, now=NOW
        )
    withdraw(session, new)
    assert kept(session, seminar) == (1, 2)


def test_of_others_the_host_changes_nothing(session: Session, seminar: Seminar) -> None:
    stranger = session.scalars(select(Registration)).one()
    for act in (
        lambda: withdraw(session, stranger),
        lambda: host_people.exchange(
            session, seminar.id, stranger.id, member(2), office=OFFICE, actor=HOST, now=NOW
        ),
    ):
        with pytest.raises(NotFound):
            act()
    assert counters(session, seminar) == (1, 0)


def test_places_that_people_passed_on_by_themselves_are_counted_without_names(
    session: Session, seminar: Seminar
) -> None:
    row = register(session, seminar)
    assert host_people.has_people(session, seminar)
    row.by_host = False  # as of somebody who took the place over
    session.commit()

    found = host_people.people_of_host(session, seminar)

    assert (list(found.rows), found.passed_on) == ([], 1)
    assert not host_people.has_people(session, seminar)


def test_places_are_open_to_the_host_while_some_are_kept_and_the_seminar_is_ahead(
    seminar: Seminar,
) -> None:
    assert host_people.may_register(seminar, NOW)
    assert not host_people.may_register(seminar, NOW + timedelta(days=400))
    seminar.kept_back = 0
    assert not host_people.may_register(seminar, NOW)
    assert host_people.is_ahead(seminar, NOW)
