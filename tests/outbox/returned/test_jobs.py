"""A worker reads what came back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox.model import Message, MessageState, ReadMailbox
from seminar_service.outbox.returned import jobs
from seminar_service.outbox.returned.jobs import KIND, read_returned
from seminar_service.outbox.returned.reading import read
from seminar_service.workers.periodic import RETURNED_MAIL
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import OFFICE
from tests.outbox.conftest import PutOut
from tests.outbox.returned.conftest import account_at
from tests.outbox.returned.dovecot import Dovecot
from tests.outbox.returned.letters import HOLIDAY, OURS, dsn
from tests.outbox.returned.server import ImapServer


class Context:
    """What a handler is told, without a row of a job."""

    def __init__(self, sessions: sessionmaker[Session], clock: Clock) -> None:
        self.session_factory = sessions
        self.now = clock
        self.stops_after = 1_000

    def should_stop(self) -> bool:
        self.stops_after -= 1
        return self.stops_after < 0


@pytest.fixture
def context(sessions: sessionmaker[Session], clock: Clock) -> Context:
    return Context(sessions, clock)


def run(context: Context, port: int, password: str | None = None) -> None:
    account = account_at(port, password) if password else account_at(port)
    read_returned(context, account=account)  # type: ignore[arg-type]  # as much of one as is asked


def states(context: Context) -> list[MessageState]:
    with context.session_factory() as session:
        return list(session.scalars(select(Message.state).order_by(Message.id)))


def last_uid(context: Context) -> int:
    with context.session_factory() as session:
        return session.scalars(select(ReadMailbox.last_uid)).one()


def test_each_is_read_once_and_one_that_nobody_can_read_stops_no_other(
    imap: ImapServer, context: Context, put_out: PutOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_out(1, message_id=OURS, state=MessageState.SENT)

    def breaks(content: bytes) -> object:
        if b"breaks" in content:
            raise RecursionError
        return read(content)

    monkeypatch.setattr(jobs, "read", breaks)
    for content in (b"Subject: breaks\n\n", HOLIDAY.format(message_id=OURS).encode(), dsn()):
        imap.folder.put(content)

    run(context, imap.port)

    assert states(context) == [MessageState.RETURNED]
    assert last_uid(context) == 3
    assert [bool(flags) for flags in imap.folder.flags.values()] == [False, False, True]
    imap.asked.clear()
    run(context, imap.port)
    assert not [asked for asked in imap.asked if "FETCH" in asked]


def test_a_run_reads_so_many_and_the_next_goes_on(
    imap: ImapServer, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_AT_ONCE", 2)
    for _ in range(3):
        imap.folder.put(dsn())
    run(context, imap.port)
    assert last_uid(context) == 2
    run(context, imap.port)
    assert last_uid(context) == 3


def test_a_worker_that_is_asked_to_end_leaves_the_rest_to_the_next(
    imap: ImapServer, context: Context
) -> None:
    for _ in range(3):
        imap.folder.put(dsn())
    context.stops_after = 1
    run(context, imap.port)
    assert last_uid(context) == 1


def test_a_server_that_is_away_is_tried_again_later(
    imap: ImapServer, context: Context, put_out: PutOut
) -> None:
    put_out(1, message_id=OURS, state=MessageState.SENT)
    imap.folder.put(dsn())
    run(context, imap.port, "wrong")
    imap.folder.hangs_up_at = "FETCH"
    run(context, imap.port)
    assert states(context) == [MessageState.SENT]
    imap.folder.hangs_up_at = ""
    run(context, imap.port)
    assert states(context) == [MessageState.RETURNED]


def test_a_mailbox_that_is_empty_is_read_up_to_its_end(imap: ImapServer, context: Context) -> None:
    run(context, imap.port)
    assert last_uid(context) == 0


def test_dovecot_is_read_once(dovecot: Dovecot, context: Context, put_out: PutOut) -> None:
    put_out(1, message_id=OURS, state=MessageState.SENT)
    dovecot.put(b"Subject: something else\r\n\r\ntext\r\n")
    dovecot.put(dsn().replace(b"\n", b"\r\n"))

    run(context, dovecot.port)
    run(context, dovecot.port)

    assert states(context) == [MessageState.RETURNED]
    assert last_uid(context) == 2
    assert dovecot.flagged() == 1


def test_where_a_mailbox_is_named_workers_know_what_to_do(imap: ImapServer) -> None:
    assert KIND not in handlers_of(OFFICE)
    assert KIND in handlers_of(OFFICE, account_at(imap.port))
    assert RETURNED_MAIL.kind == KIND
