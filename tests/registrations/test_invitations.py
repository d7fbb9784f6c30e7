"""The calendar entries that travel with the mails of registrations."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, Actor, ActorKind
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.releases import services as releases
from seminar_service.seminars.model import Seminar
from tests.calendars.peers import read_with_ical, read_with_vobject
from tests.calendars.reading import component, head, values
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
    unlock,
)
from tests.seminars.support import cancel

OFFICE = Office(
    base_url="https://seminar.example.jp",
    mail="office@example.jp",
    contact="help@example.jp",
    name_ja="試験事務局",
    name_en="Test Office",
)
ORGANISER = Actor(ActorKind.ORGANISER)
LATER = NOW + timedelta(hours=1)
Register = Callable[..., Registration]


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with two places."""
    tour = make_tour(session)
    return make_seminar(
        session, make_bid(session, tour, capacity=2), team=[make_adviser(session, tour)]
    )


@pytest.fixture
def register(session: Session, seminar: Seminar) -> Register:
    """Registers somebody for the seminar."""
    forms = iter(range(100))

    def call(
        name: str = "山田 花子", email: str = "hanako@example.jp", **other: str
    ) -> Registration:
        applicant = Applicant(name, email, ParticipantKind.IP_STAFF, **other)  # type: ignore[arg-type]  # texts alone
        return registrations.register(
            session,
            seminar.public_id,
            applicant,
            form_key=f"form-{next(forms)}",
            network=None,
            office=OFFICE,
            actor=PARTICIPANT,
            now=NOW,
        ).registration

    return call


def withdraw(session: Session, registration: Registration, now: datetime = NOW) -> None:
    """Give up a registration."""
    registrations.withdraw(session, registration.id, office=OFFICE, actor=PARTICIPANT, now=now)


def mails(session: Session, kind: str) -> list[Message]:
    """All mails of a kind, in order."""
    statement = select(Message).where(Message.kind == kind).order_by(Message.id)
    return list(session.scalars(statement))


def event_of(mail: Message) -> list[str]:
    """The lines of the entry that travels with a mail."""
    assert mail.calendar is not None
    return component(mail.calendar.encode(), "VEVENT")


def revisions(session: Session) -> list[tuple[str, str, int]]:
    """Of all calendars sent so far, in order: to whom, which method, which revision."""
    rows = session.scalars(
        select(Message).where(Message.calendar.is_not(None)).order_by(Message.id)
    )
    return [
        (row.recipient, row.calendar_method or "", int(values(event_of(row), "SEQUENCE")[0][1:]))
        for row in rows
    ]


def test_a_confirmation_invites_the_person_and_nobody_else(
    session: Session, seminar: Seminar, register: Register
) -> None:
    register()
    (mail,) = mails(session, "registration_confirmed")
    event = event_of(mail)

    assert mail.calendar_method == "REQUEST"
    assert values(head((mail.calendar or "").encode()), "METHOD") == [":REQUEST"]
    assert values(event, "UID") == [f":{seminar.uid}"]
    assert values(event, "ORGANIZER") == [";CN=試験事務局:mailto:office@example.jp"]
    assert len(values(event, "ATTENDEE")) == 1
    assert values(event, "ATTENDEE")[0].endswith(":mailto:hanako@example.jp")
    assert values(event, "STATUS") == [":CONFIRMED"]
    assert values(event, "SEQUENCE") == [":0"]


def test_an_english_confirmation_invites_in_english(session: Session, register: Register) -> None:
    register("Hanako Yamada", locale="en")
    event = event_of(mails(session, "registration_confirmed")[0])

    assert values(event, "SUMMARY") == [":Trade secrets seminar (Aichi)"]
    assert values(event, "ORGANIZER") == [';CN="Test Office":mailto:office@example.jp']


def test_programs_of_others_read_the_invitation_as_the_database_has_it(
    session: Session, seminar: Seminar, register: Register
) -> None:
    register()
    calendar = mails(session, "registration_confirmed")[0].calendar or ""

    for read in (read_with_vobject, read_with_ical):
        (seen,) = read(calendar.encode())
        assert seen.uid == str(seminar.uid)
        assert seen.title == "営業秘密管理セミナー（愛知）"
        assert seen.start.isoformat() == "2026-10-06T04:30:00+00:00"
        assert seen.location == "愛知県名古屋市中区栄1-1 商工会館 大ホール"
        assert seminar.team[0].adviser.name in seen.description


def test_who_only_waits_gets_no_entry_until_a_place_is_free(
    session: Session, register: Register
) -> None:
    first = register("一", "one@example.jp")
    register("二", "two@example.jp")
    register("三", "three@example.jp")
    assert mails(session, "registration_waiting")[0].calendar is None

    withdraw(session, first)

    (mail,) = mails(session, "registration_moved_up")
    assert mail.recipient == "three@example.jp"
    assert mail.calendar_method == "REQUEST"


def test_a_withdrawal_takes_the_entry_out_without_cancelling_the_seminar(
    session: Session, register: Register
) -> None:
    withdraw(session, register(), LATER)
    (mail,) = mails(session, "registration_withdrawn")
    event = event_of(mail)

    assert mail.calendar_method == "CANCEL"
    assert values(event, "STATUS") == []
    assert values(event, "SEQUENCE") == [":1"]
    assert values(event, "DTSTAMP") == [":20260601T040000Z"]


def test_leaving_the_waiting_list_touches_no_calendar(session: Session, register: Register) -> None:
    rows = [register(str(number), f"{number}@example.jp") for number in range(3)]

    withdraw(session, rows[2])

    assert mails(session, "registration_withdrawn")[0].calendar is None


def test_who_registers_again_is_not_taken_for_outdated(
    session: Session, register: Register
) -> None:
    for _ in range(3):
        withdraw(session, register(), LATER)
    register()

    hanako = "hanako@example.jp"
    assert revisions(session) == [
        (hanako, "REQUEST", 0),
        (hanako, "CANCEL", 1),
        (hanako, "REQUEST", 2),
        (hanako, "CANCEL", 3),
        (hanako, "REQUEST", 4),
        (hanako, "CANCEL", 5),
        (hanako, "REQUEST", 6),
    ]


def test_the_number_rises_whatever_happens_to_seminar_and_place_in_between(
    session: Session, seminar: Seminar, register: Register
) -> None:
    withdraw(session, register(), LATER)
    adviser = seminar.team[0].adviser
    plan = make_plan(session, seminar.tour, {seminar.bid: (date(2026, 10, 8), [adviser])})
    unlock(session, seminar)
    releases.release(session, plan.id, office=OFFICE, actor=ORGANISER, now=LATER)
    register()
    cancel(session, seminar.public_id, plan_again=False, now=LATER)

    told = [number for _, _, number in revisions(session)]
    assert told == sorted(set(told))
    assert [method for _, method, _ in revisions(session)] == [
        "REQUEST",
        "CANCEL",
        "REQUEST",
        "CANCEL",
    ]


def test_an_invitation_is_as_new_as_the_newest_name_in_it(
    session: Session, seminar: Seminar, register: Register
) -> None:
    seminar.team[0].adviser.renamed_at = LATER
    session.commit()

    register()

    event = event_of(mails(session, "registration_confirmed")[0])
    assert values(event, "LAST-MODIFIED") == [":20260601T040000Z"]


def test_two_people_of_one_address_keep_the_entry_until_the_last_withdraws(
    session: Session, register: Register
) -> None:
    first, second = register("山田 花子"), register("山田 太郎")

    withdraw(session, first)
    assert mails(session, "registration_withdrawn")[0].calendar is None
    withdraw(session, second)

    assert mails(session, "registration_withdrawn")[1].calendar_method == "CANCEL"
    assert revisions(session)[-1] == ("hanako@example.jp", "CANCEL", 3)


def test_who_moves_up_at_the_address_of_who_withdrew_is_not_taken_for_outdated(
    session: Session, register: Register
) -> None:
    first = register("山田 花子")
    register("別の 人", "other@example.jp")
    register("山田 太郎")

    withdraw(session, first)

    assert revisions(session)[-2:] == [
        ("hanako@example.jp", "CANCEL", 2),
        ("hanako@example.jp", "REQUEST", 3),
    ]


def test_a_moved_seminar_moves_in_the_calendars_of_those_with_a_place(
    session: Session, seminar: Seminar, register: Register
) -> None:
    rows = [register(str(number), f"{number}@example.jp") for number in range(3)]
    adviser = seminar.team[0].adviser
    plan = make_plan(session, seminar.tour, {seminar.bid: (date(2026, 10, 8), [adviser])})

    unlock(session, seminar)
    releases.release(session, plan.id, office=OFFICE, actor=ORGANISER, now=LATER)

    moved = mails(session, "registration_moved")
    assert [mail.calendar_method for mail in moved] == ["REQUEST", "REQUEST", None]
    assert values(event_of(moved[0]), "DTSTART") == [";TZID=Asia/Tokyo:20261008T133000"]
    assert values(event_of(moved[0]), "SEQUENCE") == [":1"]
    assert rows[2].state is RegistrationState.WAITING


def test_a_cancelled_seminar_is_cancelled_in_the_calendars_of_those_with_a_place(
    session: Session, seminar: Seminar, register: Register
) -> None:
    for number in range(3):
        register(str(number), f"{number}@example.jp")

    cancel(session, seminar.public_id, now=LATER)

    told = mails(session, "registration_seminar_cancelled")
    assert [mail.calendar_method for mail in told] == ["CANCEL", "CANCEL", None]
    assert values(event_of(told[0]), "STATUS") == [":CANCELLED"]
    assert values(event_of(told[0]), "SEQUENCE") == [":1"]


def test_the_confirmation_again_is_the_same_entry_again(
    session: Session, register: Register
) -> None:
    register()
    register()

    first, second = mails(session, "registration_confirmed")
    assert first.calendar == second.calendar


@pytest.mark.parametrize("state", RegistrationState)
def test_a_calendar_is_asked_to_take_only_a_place_for_good(
    session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    until = LATER if state is RegistrationState.PROVISIONAL else None
    row = make_registration(session, seminar, state=state, held_until=until)
    part = invitations.request(session, row, office=OFFICE)
    assert (part is not None) is (state is RegistrationState.CONFIRMED)
