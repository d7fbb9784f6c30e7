"""The office keeps mails from leaving, and lets them go again."""

from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service import tables
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox import sending, stopping
from seminar_service.outbox.model import Message, MessageState
from seminar_service.storage.engine import make_engine
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.factories import NOW
from tests.outbox.conftest import make_message
from tests.registrations.crowds import crowd_of

EVERY = select(Message.id)
PROCESSES = 4
MAILS = 40


def states(session: Session) -> list[MessageState]:
    session.expire_all()
    return list(session.scalars(select(Message.state).order_by(Message.id)))


def put(session: Session, *of: MessageState) -> None:
    session.add_all(
        make_message(number, NOW, state=state, attempt=3) for number, state in enumerate(of, 1)
    )
    session.commit()


def test_only_what_waits_is_stopped_and_no_worker_takes_it(session: Session) -> None:
    put(session, *MessageState)
    before = states(session)

    assert stopping.stop_all(session, EVERY, actor=SYSTEM, now=NOW) == 1

    assert states(session) == [MessageState.STOPPED, *before[1:]]
    assert not sending.any_due(session, now=NOW)
    (line,) = histories.lines(session, HistoryKind.MAILS_STOPPED)
    assert line.data == {"count": 1}
    assert stopping.stop_all(session, EVERY, actor=SYSTEM, now=NOW) == 0
    assert len(histories.lines(session, HistoryKind.MAILS_STOPPED)) == 1


def test_what_is_let_go_is_due_at_once_with_all_attempts_before_it(session: Session) -> None:
    put(session, MessageState.STOPPED, MessageState.FAILED)

    assert stopping.let_all_go(session, EVERY, actor=SYSTEM, now=NOW) == 1

    assert states(session) == [MessageState.PENDING, MessageState.FAILED]
    assert session.get_one(Message, 1).attempt == 0
    with transaction(session):
        assert sending.claim_next(session, worker="w", now=NOW) is not None


def test_one_is_stopped_and_let_go_once_each(session: Session) -> None:
    put(session, MessageState.PENDING)

    stopping.stop(session, 1, actor=SYSTEM, now=NOW)
    with pytest.raises(stopping.MailNotWaiting):
        stopping.stop(session, 1, actor=SYSTEM, now=NOW)
    stopping.let_go(session, 1, actor=SYSTEM, now=NOW)
    with pytest.raises(stopping.MailNotWaiting):
        stopping.let_go(session, 1, actor=SYSTEM, now=NOW)

    assert states(session) == [MessageState.PENDING]
    for deed in (stopping.stop, stopping.let_go):
        with pytest.raises(NotFound):
            deed(session, 99, actor=SYSTEM, now=NOW)


def test_what_is_being_sent_cannot_be_stopped_and_is_sent(session: Session) -> None:
    put(session, MessageState.PENDING)
    with transaction(session):
        claimed = sending.claim_next(session, worker="w", now=NOW)
    assert claimed is not None

    with pytest.raises(stopping.MailNotWaiting):
        stopping.stop(session, 1, actor=SYSTEM, now=NOW)

    with transaction(session):
        assert sending.mark_sent(session, claimed, now=NOW)
    assert states(session) == [MessageState.SENT]


def work(database_url: str, deed: str) -> list[int]:
    """One process: takes or stops what it can; what it has got."""
    tables.tie_together()
    engine = make_engine(database_url)
    got: list[int] = []
    with sessionmaker(engine)() as session:
        for number in range(1, MAILS + 1):
            if deed == "stop":
                with suppress(stopping.MailNotWaiting):
                    stopping.stop(session, number, actor=SYSTEM, now=NOW)
                    got.append(number)
            else:
                with transaction(session):
                    claimed = sending.claim_next(session, worker=deed, now=NOW)
                    got += [claimed.id] if claimed else []
    engine.dispose()
    return got


@pytest.mark.slow
def test_a_mail_is_either_stopped_or_taken_whoever_is_faster(
    session: Session, database_url: str
) -> None:
    put(session, *[MessageState.PENDING] * MAILS)
    session.close()

    with crowd_of(PROCESSES) as pool:
        got = list(pool.map(partial(work, database_url), ["stop", "send-1", "stop", "send-2"]))

    everything = sorted(number for each in got for number in each)
    assert everything == list(range(1, MAILS + 1))
    stopped = set(got[0]) | set(got[2])
    assert {
        number for number, state in enumerate(states(session), 1) if state is MessageState.STOPPED
    } == stopped
