"""How workers take, hold and end messages of the outbox; see `work/test_leases` for races."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox import sending
from seminar_service.outbox.model import Attempt, Message, MessageState
from seminar_service.storage.transaction import transaction
from tests.clocks import Clock
from tests.factories import NOW
from tests.outbox.conftest import PutOut, make_message

MINUTE = timedelta(minutes=1)


def put(session: Session, number: int, now: datetime = NOW, **values: object) -> None:
    session.add(make_message(number, now, **values))
    session.commit()


def claim(session: Session, now: datetime = NOW) -> Message:
    with transaction(session):
        claimed = sending.claim_next(session, worker="w", now=now)
    assert claimed is not None
    return claimed


def row(session: Session, number: int) -> Message:
    session.expire_all()
    return session.get_one(Message, number)


def test_the_message_that_has_waited_longest_is_taken_first_and_each_once(
    sqlite_session: Session,
) -> None:
    for number, minutes in ((1, 1), (2, 3), (3, 2), (4, -1)):
        put(sqlite_session, number, NOW - minutes * MINUTE)

    taken = [claim(sqlite_session).id for _ in range(3)]

    assert taken == [2, 3, 1]
    assert not sending.any_due(sqlite_session, now=NOW)
    assert sending.any_due(sqlite_session, now=NOW + MINUTE)
    assert sending.claim_next(sqlite_session, worker="w", now=NOW) is None


def test_a_message_whose_workers_died_too_often_is_given_up_on_the_way_to_the_next(
    sqlite_session: Session,
) -> None:
    put(sqlite_session, 1, NOW - MINUTE, attempt=sending.MOST_ATTEMPTS)
    put(sqlite_session, 2)

    assert claim(sqlite_session).id == 2

    given_up = row(sqlite_session, 1)
    assert (given_up.state, given_up.last_error) == (MessageState.FAILED, sending.ABANDONED)


def test_of_what_is_handed_over_no_secret_is_kept(sqlite_session: Session) -> None:
    text = f"Hello\nhttps://x.example/bids/{'k' * 43}\n"
    put(
        sqlite_session,
        1,
        body=text,
        calendar="BEGIN:VCALENDAR",
        calendar_method="REQUEST",
        last_error="x",
    )
    claimed = claim(sqlite_session)

    with transaction(sqlite_session):
        assert sending.mark_sent(sqlite_session, claimed, now=NOW + MINUTE)

    sent = row(sqlite_session, 1)
    assert (sent.state, sent.sent_at) == (MessageState.SENT, NOW + MINUTE)
    assert sent.body == "Hello\nhttps://x.example/bids/XXXXXXXX\n"
    assert (sent.calendar, sent.last_error) == (None, "")
    assert sent.subject
    assert (sent.leased_by, sent.leased_until) == (None, None)


def test_pauses_grow_up_to_six_hours_and_then_the_message_is_given_up(
    sqlite_session: Session,
) -> None:
    put(sqlite_session, 1)
    now, pauses = NOW, []
    for _ in range(sending.MOST_ATTEMPTS - 1):
        claimed = claim(sqlite_session, now)
        with transaction(sqlite_session):
            assert sending.postpone(sqlite_session, claimed, "452 full", now=now)
        pauses.append(row(sqlite_session, 1).due_at - now)
        now = row(sqlite_session, 1).due_at
    last = claim(sqlite_session, now)
    with transaction(sqlite_session):
        assert sending.postpone(sqlite_session, last, "452 full", now=now)

    assert pauses[: len(sending.PAUSES)] == list(sending.PAUSES)
    assert set(pauses[len(sending.PAUSES) :]) == {timedelta(hours=6)}
    assert timedelta(days=1) < now - NOW < timedelta(days=2)
    assert row(sqlite_session, 1).state is MessageState.FAILED


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("550 no \x00\x07such mailbox", "550 no such mailbox"),
        ("two\r\nlines", "twolines"),
        ("x" * 1000, "x" * sending.LONGEST_ERROR),
        ("満" * 1000, "満" * sending.LONGEST_ERROR),
    ],
)
def test_a_reason_is_kept_as_the_database_takes_it(
    sqlite_session: Session, reason: str, kept: str
) -> None:
    put(sqlite_session, 1)
    claimed = claim(sqlite_session)

    with transaction(sqlite_session):
        assert sending.give_up(sqlite_session, claimed, reason, now=NOW)

    given_up = row(sqlite_session, 1)
    assert (given_up.state, given_up.last_error) == (MessageState.FAILED, kept)
    assert given_up.body


def test_while_the_server_is_away_only_what_is_due_says_so_and_no_attempt_counts(
    sqlite_session: Session,
) -> None:
    put(sqlite_session, 1)
    put(sqlite_session, 2, NOW + MINUTE)
    put(sqlite_session, 3, state=MessageState.SENT)

    with transaction(sqlite_session):
        sending.note_unreachable(sqlite_session, "connection refused", now=NOW)

    messages = sqlite_session.scalars(select(Message).order_by(Message.id))
    assert [(each.last_error, each.attempt) for each in messages] == [
        ("connection refused", 0),
        ("", 0),
        ("", 0),
    ]


def test_a_worker_whose_lease_is_over_records_nothing(
    put_out: PutOut, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_out(1)
    with sessions() as session, transaction(session):
        late = sending.claim_next(session, worker="late", now=clock())
        assert late is not None
        session.expunge(late)
    clock.pass_by(minutes=6)
    with sessions() as session, transaction(session):
        assert sending.claim_next(session, worker="next", now=clock()) is not None

    with sessions() as session, transaction(session):
        assert not sending.mark_sent(session, late, now=clock())
        assert not sending.postpone(session, late, "too late", now=clock())
        assert not sending.give_up(session, late, "too late", now=clock())


def test_each_attempt_is_kept_with_what_came_of_it(sqlite_session: Session) -> None:
    put(sqlite_session, 1)
    claimed = claim(sqlite_session)
    with transaction(sqlite_session):
        sending.postpone(sqlite_session, claimed, "452 full", now=NOW)
    again = claim(sqlite_session, NOW + MINUTE)
    with transaction(sqlite_session):
        sending.mark_sent(sqlite_session, again, now=NOW + MINUTE)

    kept = sqlite_session.scalars(select(Attempt).order_by(Attempt.id))
    assert [(each.message_id, each.at, each.error) for each in kept] == [
        (1, NOW, "452 full"),
        (1, NOW + MINUTE, ""),
    ]


def test_a_text_is_forgotten_half_a_year_after_it_was_sent(sqlite_session: Session) -> None:
    old = NOW - sending.TEXTS_KEPT - MINUTE
    put(sqlite_session, 1, state=MessageState.SENT, sent_at=old)
    put(sqlite_session, 2, state=MessageState.SENT, sent_at=NOW - sending.TEXTS_KEPT)
    put(sqlite_session, 3, state=MessageState.FAILED, created_at=old)

    with transaction(sqlite_session):
        sending.forget_old_texts(sqlite_session, now=NOW)

    assert [bool(row(sqlite_session, number).body) for number in (1, 2, 3)] == [False, True, True]
