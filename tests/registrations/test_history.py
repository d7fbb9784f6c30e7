"""What happens to registrations and mailboxes stands in the history, and names nobody."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.access.model import Mailbox
from seminar_service.domain.actors import PARTICIPANT, SYSTEM, Actor, ActorKind
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.registrations import held_places
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from tests import histories
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, MINUTE, NOW, OFFICE, applicant, fill, register
from tests.seminars.support import cancel

STAFF = Actor(ActorKind.ORGANISER)
told = partial(histories.told, subject_kind=SubjectKind.REGISTRATION, at=NOW)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


def held(session: Session, seminar: Seminar) -> Registration:
    """A second registration of one mailbox, which needs the button."""
    register(session, seminar, applicant("参加 一郎"))
    return register(session, seminar, applicant("参加 二郎")).registration


def newest(session: Session, number: int) -> list[tuple[object, ...]]:
    return [histories.facts(line) for line in histories.lines(session)[-number:]]


def test_registering_is_told_once_and_again_when_the_mail_is_sent_again(
    session: Session, seminar: Seminar
) -> None:
    row = register(session, seminar, applicant()).registration
    register(session, seminar, applicant())
    assert newest(session, 2) == [
        told(kind, subject_id=row.id, actor=PARTICIPANT, state="confirmed")
        for kind in (HistoryKind.REGISTERED, HistoryKind.REGISTRATION_REPEATED)
    ]
    assert len(histories.lines(session)) == 2


def test_a_form_that_is_sent_twice_is_told_once(session: Session, seminar: Seminar) -> None:
    for _ in range(2):
        registrations.register(
            session,
            seminar.public_id,
            applicant(),
            form_key="same",
            network=None,
            office=OFFICE,
            actor=PARTICIPANT,
            now=NOW,
        )
    assert histories.kinds_told(session) == ["registered"]


def test_the_button_is_told_of_the_registration_and_later_of_the_mailbox(
    session: Session, seminar: Seminar
) -> None:
    row = held(session, seminar)
    for minutes in (1, 2):
        at = NOW + minutes * MINUTE
        held_places.press(session, row.id, office=OFFICE, actor=PARTICIPANT, now=at)
    mailbox = session.scalars(select(Mailbox.id)).one()
    assert newest(session, 2) == [
        told(
            HistoryKind.REGISTRATION_CONFIRMED,
            subject_id=row.id,
            actor=PARTICIPANT,
            at=NOW + MINUTE,
            state="confirmed",
        ),
        histories.told(
            HistoryKind.MAILBOX_PROVEN,
            SubjectKind.MAILBOX,
            mailbox,
            PARTICIPANT,
            NOW + 2 * MINUTE,
        ),
    ]


def test_a_mailbox_is_proven_by_nobody_whom_the_service_knows(session: Session) -> None:
    mailbox = Mailbox(key="0" * 64, asked_at=NOW)
    session.add(mailbox)
    session.commit()
    mailboxes.press(session, mailbox.id, actor=None, now=NOW)
    assert newest(session, 1) == [
        histories.told(HistoryKind.MAILBOX_PROVEN, SubjectKind.MAILBOX, mailbox.id, None, NOW)
    ]


def test_a_withdrawal_is_the_persons_and_moving_up_the_services(
    session: Session, seminar: Seminar
) -> None:
    first, _second, waiting = fill(session, seminar, 3)
    registrations.withdraw(session, first.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert newest(session, 2) == [
        told(
            HistoryKind.REGISTRATION_WITHDRAWN,
            subject_id=first.id,
            actor=PARTICIPANT,
            state="cancelled",
            before="confirmed",
        ),
        told(
            HistoryKind.REGISTRATION_MOVED_UP,
            subject_id=waiting.id,
            actor=SYSTEM,
            state="confirmed",
        ),
    ]


def test_a_place_lapses_by_the_service(session: Session, seminar: Seminar) -> None:
    row = held(session, seminar)
    at = NOW + HOUR + MINUTE
    held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=at)
    assert newest(session, 1) == [
        told(
            HistoryKind.REGISTRATION_LAPSED,
            subject_id=row.id,
            actor=SYSTEM,
            at=at,
            state="lapsed",
            before="provisional",
        )
    ]


def test_a_cancelled_seminar_ends_each_registration(session: Session, seminar: Seminar) -> None:
    rows = [make_registration(session, seminar) for _ in range(2)]
    at = NOW + timedelta(days=1)
    public_id = seminar.public_id
    cancel(session, public_id, "大雪", now=at)
    ended = HistoryKind.REGISTRATION_CANCELLED
    lines = histories.lines(session, ended)
    assert [histories.facts(line) for line in lines] == [
        told(ended, subject_id=row.id, actor=STAFF, at=at, state="cancelled", before="confirmed")
        for row in rows
    ]


def test_no_line_says_who_it_was(session: Session, seminar: Seminar) -> None:
    row = held(session, seminar)
    registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    said = repr([line.data for line in histories.lines(session)])
    for secret in (row.name, row.email, row.email_key, row.name_key, row.email.split("@")[0]):
        assert secret not in said


def test_an_address_for_a_calendar_is_told_of_the_registration(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    registrations.new_feed_link(session, row.id, actor=PARTICIPANT, now=NOW)
    assert newest(session, 1) == [told(HistoryKind.FEED_MADE, subject_id=row.id, actor=PARTICIPANT)]
