"""Whether mail and jobs move, told from their rows."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.outbox.model import MessageState
from seminar_service.overview.health import jobs_held_up, mails_held_up
from seminar_service.work.model import Job, JobState
from tests.outbox.conftest import make_message

LATE = timedelta(minutes=6)
JUST_NOW = timedelta(minutes=1)


def put_out(session: Session, now: datetime, number: int = 1, **values: Any) -> None:
    session.add(make_message(number, now, **values))
    session.commit()


def put_down(session: Session, now: datetime, **values: Any) -> None:
    defaults = {"kind": "tidy", "arguments": {}, "due_at": now, "created_at": now}
    session.add(Job(**(defaults | values)))
    session.commit()


def test_an_empty_outbox_and_no_jobs_hold_up_nothing(session: Session, now: datetime) -> None:
    assert mails_held_up(session, now=now) == 0
    assert jobs_held_up(session, now=now) == 0


def test_mail_that_has_been_due_for_minutes_is_held_up(session: Session, now: datetime) -> None:
    put_out(session, now - LATE, 1)
    put_out(session, now - LATE, 2)
    put_out(session, now - JUST_NOW, 3)

    assert mails_held_up(session, now=now) == 2


def test_mail_whose_sender_died_is_held_up_once_its_lease_is_long_over(
    session: Session, now: datetime
) -> None:
    put_out(session, now - LATE, 1, state=MessageState.SENDING, leased_until=now - LATE)
    put_out(session, now - LATE, 2, state=MessageState.SENDING, leased_until=now + JUST_NOW)

    assert mails_held_up(session, now=now) == 1


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.FAILED])
def test_mail_that_was_sent_or_given_up_waits_for_nobody(
    session: Session, now: datetime, state: MessageState
) -> None:
    put_out(session, now - LATE, state=state, sent_at=now - LATE)

    assert mails_held_up(session, now=now) == 0


def test_mail_that_waits_for_its_next_try_is_not_held_up(session: Session, now: datetime) -> None:
    put_out(session, now - LATE, due_at=now + LATE)

    assert mails_held_up(session, now=now) == 0


def test_a_long_queue_that_moves_is_not_held_up(session: Session, now: datetime) -> None:
    put_out(session, now - LATE, 1)
    put_out(session, now - LATE, 2, state=MessageState.SENT, sent_at=now - JUST_NOW)

    assert mails_held_up(session, now=now) == 0
    assert mails_held_up(session, now=now + LATE) == 1


def test_jobs_that_nobody_takes_are_held_up(session: Session, now: datetime) -> None:
    put_down(session, now - LATE)
    put_down(session, now - LATE, state=JobState.RUNNING, leased_until=now - LATE)
    put_down(session, now - JUST_NOW)

    assert jobs_held_up(session, now=now) == 2


def test_jobs_wait_for_a_worker_that_is_busy(session: Session, now: datetime) -> None:
    put_down(session, now - LATE)
    put_down(session, now - LATE, state=JobState.RUNNING, leased_until=now + JUST_NOW)

    assert jobs_held_up(session, now=now) == 0


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_jobs_that_are_done_one_after_the_other_are_not_held_up(
    session: Session, now: datetime, state: JobState
) -> None:
    put_down(session, now - LATE)
    put_down(session, now - LATE, state=state, ended_at=now - JUST_NOW)

    assert jobs_held_up(session, now=now) == 0
    assert jobs_held_up(session, now=now + LATE) == 1


def test_a_job_for_later_waits_for_nobody(session: Session, now: datetime) -> None:
    put_down(session, now - LATE, due_at=now + LATE)

    assert jobs_held_up(session, now=now) == 0
