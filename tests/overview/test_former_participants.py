"""Who had registered for a seminar, and who was told of its end."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.outbox.model import Message, MessageState
from seminar_service.overview.former_participants import FormerParticipants, former_participants
from seminar_service.overview.seminars import seminar_detail
from seminar_service.registrations import held_places
from seminar_service.registrations import services as registrations
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_registration
from tests.seminars import support
from tests.seminars.support import ORGANISER, seminar_in
from tests.statements import counted_queries

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return seminar_in(session, SeminarState.ANNOUNCED, capacity=1)


def read(session: Session, public_id: str) -> FormerParticipants:
    session.rollback()
    detail = seminar_detail(session, public_id)
    return former_participants(session, detail.seminar, detail.ended)


def cancel(session: Session, seminar: Seminar) -> None:
    support.cancel(session, seminar.public_id, "台風のため", now=LATER)


def test_after_a_cancellation_everybody_is_there_with_the_mail_to_them(
    session: Session, seminar: Seminar
) -> None:
    holder = make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    cancel(session, seminar)
    to_holder = session.scalars(select(Message).where(Message.recipient == holder.email)).one()
    to_holder.state, to_holder.sent_at = MessageState.SENT, LATER
    session.commit()

    found = read(session, seminar.public_id)

    assert [(each.registration, each.before, each.ended_at) for each in found.ended] == [
        (holder, RegistrationState.CONFIRMED, LATER),
        (waiting, RegistrationState.WAITING, LATER),
    ]
    sent = [each.mail for each in found.ended if each.mail]
    assert [mail.state for mail in sent] == [MessageState.SENT, MessageState.PENDING]
    assert {mail.kind for mail in sent} == {"registration_seminar_cancelled"}


def test_the_mails_to_host_and_advisers_are_those_of_the_cancellation(
    session: Session, seminar: Seminar
) -> None:
    cancel(session, seminar)

    partners = read(session, seminar.public_id).partners

    assert {who: mail.kind for who, mail in partners.items()} == {
        "bid": "seminar_cancelled",
        str(seminar.team[0].adviser_id): "adviser_asked",
    }


def test_who_withdrew_or_lapsed_stands_apart(session: Session, seminar: Seminar) -> None:
    withdrawn = make_registration(session, seminar)
    registrations.withdraw(session, withdrawn.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    provisional = RegistrationState.PROVISIONAL
    lapsed = make_registration(session, seminar, state=provisional, held_until=NOW)
    held_places.lapse_overdue(session, office=OFFICE, actor=ORGANISER, now=LATER)
    cancel(session, seminar)

    found = read(session, seminar.public_id)

    assert [each.registration for each in found.withdrawn] == [withdrawn]
    assert found.withdrawn[0].ended_at == NOW
    assert [(each.registration, each.mail) for each in found.lapsed] == [(lapsed, None)]
    assert found.ended == ()


def test_a_seminar_that_stands_has_told_nobody(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)

    found = read(session, seminar.public_id)

    assert (found.ended, found.withdrawn, found.lapsed, found.partners) == ((), (), (), {})


def test_many_are_read_in_as_many_queries_as_one(session: Session, seminar: Seminar) -> None:
    for _ in range(5):
        make_registration(session, seminar, state=RegistrationState.WAITING)
    public_id = seminar.public_id
    cancel(session, seminar)
    with counted_queries(session) as alone:
        detail = seminar_detail(session, public_id)
        assert detail.seminar.team
    with counted_queries(session) as queries:
        detail = seminar_detail(session, public_id)
        former_participants(session, detail.seminar, detail.ended)

    assert len(queries) - len(alone) == 2
