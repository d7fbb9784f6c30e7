"""Counters are reminded of late reports: in one mail, and not again for two weeks."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters import reminding
from seminar_service.counters.links import recipient_of
from seminar_service.counters.model import Counter
from seminar_service.counters.months import REMIND_EVERY
from seminar_service.counters.reporting import NOT_YET, report
from seminar_service.domain.actors import COUNTER
from seminar_service.outbox.model import Message
from seminar_service.outbox.services import Recipient
from seminar_service.work.model import Stumble
from tests.bids.support import NOW
from tests.factories import OFFICE, make_counter

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def _mails(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def _send(session: Session, days: int = 0) -> int:
    return reminding.send_due(session, office=OFFICE, now=NOW + timedelta(days=days))


def test_one_mail_names_all_months_and_the_next_comes_two_weeks_later(session: Session) -> None:
    counter = make_counter(session, reports_from=MARCH)
    assert reminding.any_due(session, now=NOW)
    assert (_send(session), _send(session), _send(session, REMIND_EVERY.days - 1)) == (1, 0, 0)
    (mail,) = _mails(session)
    assert mail.kind == reminding.MAIL
    assert "2026年3月" in mail.body
    assert "2026年4月" in mail.body
    assert "2026年5月" not in mail.body
    assert "/counter/" in mail.body
    assert _send(session, REMIND_EVERY.days) == 1
    session.refresh(counter)
    assert counter.version == 1


def test_a_gap_is_reminded_of_although_later_months_are_there(session: Session) -> None:
    counter = make_counter(session, reports_from=MARCH)
    report(session, counter.id, APRIL, {}, version=NOT_YET, actor=COUNTER, now=NOW)
    assert _send(session) == 1
    assert "2026年4月" not in _mails(session)[0].body


def test_who_has_reported_or_reports_nothing_or_has_no_address_is_left_alone(
    session: Session,
) -> None:
    done = make_counter(session, reports_from=APRIL)
    report(session, done.id, APRIL, {}, version=NOT_YET, actor=COUNTER, now=NOW)
    make_counter(session)
    make_counter(session, reports_from=MARCH, email="")
    assert not reminding.any_due(session, now=NOW)
    assert _send(session) == 0


def test_one_that_cannot_be_written_keeps_no_other_from_theirs(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = (make_counter(session, reports_from=MARCH) for _ in range(2))
    write = recipient_of

    def stumbling(counter: Counter) -> Recipient:
        if counter.id == first.id:
            raise RuntimeError
        return write(counter)

    monkeypatch.setattr(reminding, "recipient_of", stumbling)
    assert _send(session) == 1
    assert session.scalars(select(Stumble)).one()
    assert _send(session) == 0
