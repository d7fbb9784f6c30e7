"""Sending a notice: to everybody meant, to nobody twice, whatever ends in the middle."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import mails as notice_mails
from seminar_service.notices import sending
from seminar_service.notices import services as notices
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.notices.support import mails, recipients, schedule, write
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


@pytest.fixture
def people(session: Session, seminar: Seminar) -> list[Registration]:
    return [make_registration(session, seminar) for _ in range(5)]


@pytest.fixture
def notice(session: Session, tour: Tour, people: list[Registration]) -> Notice:
    assert people
    row = write(session, tour)
    schedule(session, row)
    return row


def send(session: Session) -> int:
    return sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)


def test_everybody_gets_a_mail_of_the_own_and_none_names_another(
    session: Session, notice: Notice, people: list[Registration]
) -> None:
    assert sending.any_due(session, now=NOW)

    assert [send(session), send(session)] == [5, 0]

    session.refresh(notice)
    assert (notice.state, notice.sent_at) == (NoticeState.SENT, NOW)
    sent = mails(session)
    assert [each.recipient for each in sent] == [each.email for each in people]
    for mail in sent:
        assert not [each.email for each in people if each.email in mail.body]
        assert [each.name for each in people if each.name in mail.body] == [mail.recipient_name]
    assert not sending.any_due(session, now=NOW)


@pytest.mark.usefixtures("people")
def test_what_has_a_time_waits_for_it(session: Session, tour: Tour) -> None:
    notice, later = write(session, tour), NOW + timedelta(hours=3)
    notices.schedule(session, notice.id, later, version=None, actor=SYSTEM, now=NOW)

    assert (sending.any_due(session, now=NOW), send(session)) == (False, 0)
    assert sending.any_due(session, now=later)
    assert sending.send_due(session, office=OFFICE, actor=SYSTEM, now=later) == 5


def test_who_gives_up_the_place_before_it_goes_is_not_written_to_and_who_comes_is(
    session: Session, notice: Notice, people: list[Registration], seminar: Seminar
) -> None:
    assert notice
    people[0].state = RegistrationState.CANCELLED
    newcomer = make_registration(session, seminar)
    send(session)
    assert [each.recipient for each in mails(session)] == [
        *(each.email for each in people[1:]),
        newcomer.email,
    ]


def test_what_was_begun_goes_on_where_it_ended(
    session: Session, notice: Notice, monkeypatch: pytest.MonkeyPatch, seminar: Seminar
) -> None:
    monkeypatch.setattr(sending, "MOST_AT_ONCE", 2)
    sending.address(session, notice.id, now=NOW)
    late = make_registration(session, seminar)
    assert sending.write_some(session, notice.id, office=OFFICE, actor=SYSTEM, now=NOW) == 2

    assert send(session) == 3

    sent = [each.recipient for each in mails(session)]
    assert len(sent) == len(set(sent)) == 5
    assert late.email not in sent


def test_what_breaks_off_in_a_transaction_leaves_nothing_of_it(
    session: Session, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_values: object) -> None:
        raise KeyboardInterrupt

    sending.address(session, notice.id, now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(notice_mails, "send", breaks)
        with pytest.raises(KeyboardInterrupt):
            send(session)
    session.rollback()
    assert mails(session) == []
    assert send(session) == 5


def test_one_that_cannot_be_written_keeps_nobody_else_back(
    session: Session, notice: Notice, people: list[Registration], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, odd = notice_mails.send, people[2].id

    def fails_for_one(
        session: Session, notice: Notice, person: Registration, **rest: object
    ) -> object:
        if person.id == odd:
            raise ValueError
        return real(session, notice, person, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(notice_mails, "send", fails_for_one)
    send(session)

    assert len(mails(session)) == 4
    unwritable = [
        each.registration_id for each in recipients(session, notice) if each.is_unwritable
    ]
    assert unwritable == [odd]
    session.refresh(notice)
    assert notice.state is NoticeState.SENT


def test_a_notice_that_fails_keeps_no_other_one_back(
    session: Session, notice: Notice, tour: Tour
) -> None:
    other = write(session, tour)
    schedule(session, other)
    notice.states = "no such state"
    session.commit()
    assert send(session) == 5
    states = session.scalars(select(Notice.state).order_by(Notice.id)).all()
    assert states == [NoticeState.SCHEDULED, NoticeState.SENT]
