"""What fails again and again."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles
from seminar_service.work.model import Stumble
from tests.factories import NOW
from tests.outbox.conftest import make_message

FAULT = RuntimeError("hanako@example.jp has no name")


def rows(session: Session) -> list[Stumble]:
    return list(session.scalars(select(Stumble).order_by(Stumble.kind, Stumble.subject_id)))


def test_it_rests_longer_each_time_up_to_six_hours(session: Session) -> None:
    session.add(make_message(1, NOW))
    session.commit()
    now, pauses = NOW, []
    for _ in range(7):
        stumbles.note(session, "alert", 1, FAULT, now=now)
        (row,) = rows(session)
        resting = select(Message.id).where(stumbles.rests("alert", Message.id, now=now))
        assert session.scalars(resting).all() == [1]
        pauses.append(row.rests_until - now)
        now = row.rests_until
        over = select(Message.id).where(stumbles.rests("alert", Message.id, now=now))
        assert session.scalars(over).all() == []
        session.rollback()

    assert pauses == [*stumbles.PAUSES, stumbles.PAUSES[-1], stumbles.PAUSES[-1]]
    assert stumbles.PAUSES[-1] == timedelta(hours=6)
    (row,) = rows(session)
    assert (row.times, row.since, row.error) == (7, NOW, "RuntimeError")


def test_the_office_is_told_of_what_fails_again_and_again_until_it_is_done(
    session: Session,
) -> None:
    for times in range(1, stumbles.TOLD_AFTER + 1):
        assert stumbles.told_of(session) == 0
        session.rollback()
        stumbles.note(session, "alert", 1, FAULT, now=NOW + times * timedelta(hours=1))
    stumbles.note(session, "alert", 2, FAULT, now=NOW)
    stumbles.note(session, "reminder:week", 1, FAULT, now=NOW)
    assert stumbles.told_of(session) == 1
    session.rollback()

    with transaction(session):
        stumbles.forget(session, "alert", 1)

    assert stumbles.told_of(session) == 0
    assert len(rows(session)) == 2


def test_what_was_not_tried_for_long_is_forgotten(session: Session) -> None:
    stumbles.note(session, "alert", 1, FAULT, now=NOW)
    with transaction(session):
        stumbles.forget_old(session, now=NOW + stumbles.KEPT)
    assert len(rows(session)) == 1
    session.rollback()
    with transaction(session):
        stumbles.forget_old(session, now=NOW + stumbles.KEPT + timedelta(hours=1))
    assert rows(session) == []


def test_what_the_try_has_left_behind_is_undone_first(session: Session) -> None:
    session.add(make_message(1, NOW))
    stumbles.note(session, "alert", 1, FAULT, now=NOW)
    assert session.get(Message, 1) is None
    assert len(rows(session)) == 1
