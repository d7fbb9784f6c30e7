"""One mail that cannot be made, read or handed over is its own failure, and stops no other."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import select, text
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox import delivery as delivery_module
from seminar_service.outbox.delivery import ConversationBrokenError
from seminar_service.outbox.message import Mail, build_mail
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.transport import ServerUnreachableError, SmtpTransport
from seminar_service.work.leases import UNREADABLE
from tests.clocks import Clock
from tests.outbox.conftest import MakeDelivery, PutOut
from tests.outbox.server import MailServer

NEVER = threading.Event()
TYPED = [
    "山田 =?utf-8?q?=0A_=80?=",
    "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?=",
    "=?utf-8?b?gICA?=",
    "=?unknown-charset?q?=80?=",
    "=?utf-8?q?=ED=A0=80?=",
    "=?utf-8*ja?q?=0D?= =?utf-8?q?=0A?=",
    "=?" * 90,
    "\u202e\u2066花子\u0000",
    "(((" * 50,
    '"' * 99,
]
UNBUILDABLE: list[dict[str, Any]] = [
    {"recipient": "=?utf-8?q?x=0D=0ABcc:_evil?=@example.jp"},
    {"recipient": "a@example.jp>\r\nRCPT TO:<evil@example.com"},
    {"recipient": "花子 <hanako@example.jp>"},
    {"locale": "xx"},
    {"message_id": "<a@b>\r\nBcc: evil@example.com"},
    {"calendar": "BEGIN:VCALENDAR", "calendar_method": "x; y=z"},
]


def rows(sessions: sessionmaker[Session]) -> list[Message]:
    with sessions() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def states(sessions: sessionmaker[Session]) -> list[MessageState]:
    return [row.state for row in rows(sessions)]


@pytest.mark.parametrize("typed", TYPED)
def test_whatever_was_typed_into_a_name_or_a_title_the_mail_goes_out_and_the_next_one_too(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer, typed: str
) -> None:
    stored = typed.replace("\0", "")  # PostgreSQL takes none
    put_out(1, recipient_name=stored, subject=stored)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 2

    assert [each.rcpt_tos for each in server.envelopes] == [
        ["host1@example.jp"],
        ["host2@example.jp"],
    ]


@pytest.mark.parametrize("values", UNBUILDABLE)
def test_a_mail_that_cannot_be_made_fails_with_a_reason_and_the_next_one_is_sent(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    values: dict[str, Any],
) -> None:
    put_out(1, **values)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    poisoned, sent = rows(sessions)
    assert (poisoned.state, sent.state) == (MessageState.FAILED, MessageState.SENT)
    assert poisoned.last_error


@pytest.mark.parametrize(
    "error", [UnicodeEncodeError("utf-8", "\udc80", 0, 1, "x"), KeyError(), RecursionError()]
)
def test_whatever_is_raised_while_a_mail_is_made_is_that_mails_failure(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
    *,
    error: Exception,
) -> None:
    def break_for_the_first(row: Message, *rest: Any) -> Mail:
        if row.id == 1:
            raise error
        return build_mail(row, *rest)

    monkeypatch.setattr("seminar_service.outbox.delivery.build_mail", break_for_the_first)
    put_out(1)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    poisoned, sent = rows(sessions)
    assert (poisoned.state, sent.state) == (MessageState.FAILED, MessageState.SENT)
    assert type(error).__name__ in poisoned.last_error


class BreakingTransport:
    """A way for mails that breaks off on one recipient in a way that nobody foresaw."""

    def __init__(self, refused: str) -> None:
        self._refused = refused
        self.taken: list[str] = []
        self.connections = 0

    @contextmanager
    def connect(self) -> Iterator["BreakingTransport"]:
        """Count who comes."""
        self.connections += 1
        yield self

    def hand_over(self, mail: Mail) -> None:
        """Take a mail, or break."""
        if mail.recipient == self._refused:
            raise ZeroDivisionError
        self.taken.append(mail.recipient)


def test_whatever_handing_over_raises_is_that_mails_failure_and_the_next_goes_by_a_new_line(
    make_delivery: MakeDelivery, put_out: PutOut, sessions: sessionmaker[Session]
) -> None:
    put_out(1)
    put_out(2)
    transport = BreakingTransport("host1@example.jp")
    delivery = make_delivery(transport)

    with pytest.raises(ConversationBrokenError):
        delivery.deliver_due(NEVER)
    delivery.deliver_due(NEVER)

    assert states(sessions) == [MessageState.FAILED, MessageState.SENT]
    assert (transport.taken, transport.connections) == (["host2@example.jp"], 2)


@pytest.mark.parametrize("column", ["created_at", "sent_at"])
def test_a_row_that_cannot_be_read_is_given_up_and_the_next_one_is_sent(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
    *,
    column: str,
) -> None:
    put_out(1)
    put_out(2)
    with sessions() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("only SQLite keeps a text where a time is due")
        session.execute(text(f"UPDATE message SET {column} = 'rubbish' WHERE id = 1"))  # noqa: S608 (a column of this test)
        session.commit()

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    unreadable, sent = rows(sessions)
    assert (unreadable.state, unreadable.last_error) == (
        MessageState.FAILED,
        UNREADABLE,
    )
    assert unreadable.created_at == clock()
    assert sent.state is MessageState.SENT


def test_a_reply_with_characters_that_no_database_takes_is_kept_without_them(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
) -> None:
    server.refusals["host1@example.jp"] = "550 no \x00\x07such mailbox"
    put_out(1)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    assert states(sessions) == [MessageState.FAILED, MessageState.SENT]
    assert rows(sessions)[0].last_error == "550 no such mailbox"


def test_a_mail_that_is_too_large_for_the_server_does_not_hold_up_the_others(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take = SMTP.smtp_MAIL

    async def refuse_large(smtp: SMTP, arg: str) -> None:
        size = int(arg.lower().rpartition("size=")[2].split()[0])
        if size > 10_000:
            await smtp.push("552 5.3.4 message too big")
        else:
            await take(smtp, arg)

    monkeypatch.setattr(SMTP, "smtp_MAIL", refuse_large)
    put_out(1, body="x" * 20_000)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    assert states(sessions) == [MessageState.FAILED, MessageState.SENT]


@pytest.mark.parametrize("knows_smtputf8", [True, False])
def test_a_mailbox_in_another_script_needs_a_server_that_knows_it_and_holds_up_nobody(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    sessions: sessionmaker[Session],
    *,
    knows_smtputf8: bool,
) -> None:
    server = MailServer(enable_SMTPUTF8=knows_smtputf8)
    server.bring_up()
    try:
        put_out(1, recipient="花子@山田商店.jp")
        put_out(2)
        make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)
        make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)
    finally:
        server.take_down()

    first = MessageState.SENT if knows_smtputf8 else MessageState.FAILED
    assert states(sessions) == [first, MessageState.SENT]
    taken = [address for envelope in server.envelopes for address in envelope.rcpt_tos]
    assert taken == (["花子@xn--czrr0ogxbdv4b.jp"] if knows_smtputf8 else []) + ["host2@example.jp"]


@pytest.mark.parametrize(
    "error", [ValueError(), UnicodeEncodeError("utf-8", "\udc80", 0, 1, "x"), MemoryError()]
)
def test_the_loop_goes_on_whatever_connecting_raises(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
    *,
    error: Exception,
) -> None:
    monkeypatch.setattr(delivery_module, "PAUSES", (0.01,))
    put_out(1)
    transport = BreakingTransport("nobody@example.jp")
    connect, failures = transport.connect, iter([error])

    def break_once() -> Any:
        for each in failures:
            raise each
        return connect()

    monkeypatch.setattr(transport, "connect", break_once)

    run_until(make_delivery(transport).run, lambda: states(sessions) == [MessageState.SENT])


def test_the_loop_goes_on_though_the_server_was_away(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
    *,
    clock: Clock,
) -> None:
    monkeypatch.setattr(delivery_module, "PAUSES", (0.01,))
    put_out(1)
    server.take_down()
    delivery = make_delivery(SmtpTransport(server.url))
    with pytest.raises(ServerUnreachableError):
        delivery.deliver_due(NEVER)
    server.bring_up()
    clock.now += timedelta(minutes=1)

    run_until(delivery.run, lambda: states(sessions) == [MessageState.SENT])


def run_until(loop: Callable[[threading.Event], None], done: Callable[[], bool]) -> None:
    """Run a loop in a thread until something is so; fail when it is not after a while."""
    stop = threading.Event()
    thread = threading.Thread(target=loop, args=(stop,))
    thread.start()
    try:
        for _ in range(400):
            if done():
                return
            stop.wait(0.05)
        raise AssertionError("the loop did not get there")
    finally:
        stop.set()
        thread.join()
