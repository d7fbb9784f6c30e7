"""Reminders are sent when they are due, each once, to those who still have a place."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.reminders import sending
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.work import stumbles
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.reminders.support import DAY_BEFORE, MINUTE, WEEK_BEFORE, reminders, subjects, work


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    """An announced seminar on 6 October 2026."""
    return make_seminar(session, make_bid(session, tour), access_ja="北口から徒歩5分")


@pytest.fixture
def person(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar)


def test_one_comes_a_week_and_one_a_day_before(session: Session, person: Registration) -> None:
    for due in (WEEK_BEFORE, DAY_BEFORE):
        hours = (due - timedelta(days=2), due - MINUTE, due, due + MINUTE)
        assert [work(session, now) for now in hours] == [0, 0, 1, 0]

    assert subjects(session) == ["あと7日", "明日"]
    mail = session.scalars(select(Message)).first()
    assert mail is not None
    assert mail.recipient == person.email
    assert "北口から徒歩5分" in mail.body
    assert "https://seminar.example.jp/registrations/" in mail.body


def test_it_is_written_in_the_language_of_the_registration(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, locale="en")
    work(session, NOW)
    work(session, DAY_BEFORE)

    assert subjects(session) == ["Tomorrow"]


def test_who_has_given_up_the_place_is_not_reminded(session: Session, person: Registration) -> None:
    work(session, NOW)
    person.state = RegistrationState.CANCELLED
    session.commit()

    assert work(session, WEEK_BEFORE) == 0


def test_who_registers_late_gets_only_what_is_still_to_come(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    assert work(session, WEEK_BEFORE + timedelta(days=2)) == 0
    assert work(session, DAY_BEFORE) == 1

    make_registration(session, seminar)
    assert work(session, DAY_BEFORE + timedelta(hours=5)) == 0
    assert work(session, DAY_BEFORE + timedelta(hours=6)) == 0


@pytest.mark.usefixtures("person")
def test_a_seminar_that_moves_is_reminded_of_anew(session: Session, seminar: Seminar) -> None:
    work(session, NOW)
    assert work(session, WEEK_BEFORE) == 1
    seminar.day = date(2026, 10, 20)
    session.commit()

    assert work(session, WEEK_BEFORE + MINUTE) == 0
    assert work(session, DAY_BEFORE) == 0
    assert work(session, WEEK_BEFORE + timedelta(days=14)) == 1
    assert work(session, DAY_BEFORE + timedelta(days=14)) == 1


@pytest.mark.usefixtures("person")
def test_after_a_week_without_a_worker_one_mail_says_it_all(session: Session) -> None:
    work(session, NOW)

    assert work(session, DAY_BEFORE + MINUTE) == 1
    assert subjects(session) == ["明日"]
    assert work(session, DAY_BEFORE + 2 * MINUTE) == 0


@pytest.mark.usefixtures("person")
def test_once_the_seminar_has_begun_nobody_is_reminded(session: Session) -> None:
    work(session, NOW)

    assert work(session, DAY_BEFORE + timedelta(days=1, hours=12)) == 0


def test_one_that_cannot_be_written_keeps_nobody_from_theirs(
    session: Session, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _second = (make_registration(session, seminar) for _ in range(2))
    work(session, NOW)
    send = mailing.send

    def fails_for_the_first(
        session: Session, kind: str, person: Registration, *rest: Any, **more: Any
    ) -> None:
        if person.id == first.id:
            raise RuntimeError("no mail for this one")
        send(session, kind, person, *rest, **more)

    monkeypatch.setattr(mailing, "send", fails_for_the_first)

    assert work(session, WEEK_BEFORE) == 1
    sent = {each.registration_id for each in reminders(session) if each.sent_at}
    assert first.id not in sent
    assert len(sent) == 1
    assert not sending.any_due(session, now=WEEK_BEFORE)
    assert sending.any_due(session, now=WEEK_BEFORE + stumbles.PAUSES[0])

    for tries in range(2, stumbles.TOLD_AFTER + 1):
        assert stumbles.told_of(session) == 0
        assert work(session, WEEK_BEFORE + tries * stumbles.PAUSES[1]) == 0
    assert stumbles.told_of(session) == 1
    monkeypatch.undo()
    assert work(session, WEEK_BEFORE + stumbles.PAUSES[3]) == 1
    assert stumbles.told_of(session) == 0
