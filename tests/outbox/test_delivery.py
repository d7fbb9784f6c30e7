"""The outbox, emptied into a real mail server that comes and goes."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.config import ConfigurationError
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox import sending
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.services import retry_failed
from seminar_service.outbox.transport import (
    FolderTransport,
    ServerUnreachableError,
    SmtpTransport,
    open_transport,
)
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.clocks import Clock
from tests.outbox.conftest import MakeDelivery, PutOut
from tests.outbox.server import MailServer, accept_only

NEVER = threading.Event()


def rows(sessions: sessionmaker[Session]) -> list[Message]:
    with sessions() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def recipients(server: MailServer) -> list[str]:
    return sorted(address for envelope in server.envelopes for address in envelope.rcpt_tos)


def test_what_is_due_is_sent_over_one_connection(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer
) -> None:
    for number in (1, 2, 3):
        put_out(number)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 3

    assert recipients(server) == [f"host{number}@example.jp" for number in (1, 2, 3)]
    assert server.connections == 1
    assert server.envelopes[0].mail_from == "office@example.jp"


def test_the_secret_links_of_a_text_are_forgotten_once_it_is_sent(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    put_out(body=f"リンク：/bids/{'k' * 43}", calendar=calendar, calendar_method="REQUEST")

    make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)

    row = rows(sessions)[0]
    assert (row.state, row.sent_at) == (MessageState.SENT, clock())
    assert (row.body, row.calendar, row.leased_by) == ("リンク：/bids/XXXXXXXX", None, None)


def test_a_message_that_is_due_later_waits(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer, clock: Clock
) -> None:
    put_out(due_at=clock() + timedelta(minutes=1))
    delivery = make_delivery(SmtpTransport(server.url))

    assert delivery.deliver_due(NEVER) == 0
    clock.pass_by(minutes=1)
    assert delivery.deliver_due(NEVER) == 1


def test_while_the_server_is_down_messages_wait_and_then_each_is_sent_once(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    delivery = make_delivery(SmtpTransport(server.url))
    put_out(1)
    delivery.deliver_due(NEVER)
    server.take_down()
    for number in range(2, 21):
        put_out(number)
    for _ in range(3):
        with pytest.raises(ServerUnreachableError):
            delivery.deliver_due(NEVER)
        clock.pass_by(hours=12)
    waiting = rows(sessions)[1]
    assert (waiting.state, waiting.attempt) == (MessageState.PENDING, 0)
    assert waiting.last_error.startswith("ConnectionRefusedError")

    server.bring_up()
    while delivery.deliver_due(NEVER):
        pass

    assert len(server.envelopes) == 20
    assert len(set(recipients(server))) == 20
    assert {(row.state, row.last_error) for row in rows(sessions)} == {(MessageState.SENT, "")}


def test_a_mail_whose_connection_broke_is_sent_again_and_the_rest_after_it(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer, clock: Clock
) -> None:
    for number in (1, 2, 3):
        put_out(number)
    server.drop_at = 1
    delivery = make_delivery(SmtpTransport(server.url))

    with pytest.raises(ServerUnreachableError):
        delivery.deliver_due(NEVER)
    assert delivery.deliver_due(NEVER) == 1
    clock.pass_by(minutes=1)
    assert delivery.deliver_due(NEVER) == 1

    assert recipients(server) == [f"host{number}@example.jp" for number in (1, 2, 3)]
    assert len({mail["Message-ID"] for mail in server.mails}) == 3


def test_several_workers_send_each_message_once(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer
) -> None:
    for number in range(1, 41):
        put_out(number)

    def empty() -> None:
        delivery = make_delivery(SmtpTransport(server.url))
        while delivery.deliver_due(NEVER):
            pass

    threads = [threading.Thread(target=empty) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(server.envelopes) == 40
    assert len(set(recipients(server))) == 40


def test_an_unknown_recipient_is_given_up_at_once_and_stops_nobody_else(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
) -> None:
    server.refusals["host1@example.jp"] = "550 5.1.1 no such mailbox"
    put_out(1)
    put_out(2)

    assert make_delivery(SmtpTransport(server.url)).deliver_due(NEVER) == 1

    refused, sent = rows(sessions)
    assert (refused.state, refused.last_error) == (
        MessageState.FAILED,
        "550 5.1.1 no such mailbox",
    )
    assert sent.state is MessageState.SENT


def test_what_was_given_up_is_sent_when_somebody_has_mended_it(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    server.refusals["host1@example.jp"] = "550 5.1.1 no such mailbox"
    put_out(1)
    put_out(2)
    delivery = make_delivery(SmtpTransport(server.url))
    delivery.deliver_due(NEVER)
    server.refusals.clear()

    with sessions() as session:
        assert retry_failed(session, actor=SYSTEM, now=clock()) == 1
        (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        HistoryKind.MAILS_RETRIED, SubjectKind.OUTBOX, None, SYSTEM, clock(), count=1
    )
    assert delivery.deliver_due(NEVER) == 1

    assert recipients(server) == ["host1@example.jp", "host2@example.jp"]
    assert {row.state for row in rows(sessions)} == {MessageState.SENT}


def test_a_mailbox_that_is_full_is_tried_again_after_pauses_that_grow(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    server.refusals["host1@example.jp"] = "452 4.2.2 mailbox full"
    put_out(1)
    delivery = make_delivery(SmtpTransport(server.url))
    pauses = []
    for _ in range(sending.MOST_ATTEMPTS - 1):
        delivery.deliver_due(NEVER)
        row = rows(sessions)[0]
        assert row.last_error == "452 4.2.2 mailbox full"
        pauses.append(row.due_at - clock())
        clock.now = row.due_at

    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1)
    assert pauses[-1] == timedelta(hours=6)
    delivery.deliver_due(NEVER)
    assert rows(sessions)[0].state is MessageState.FAILED


def test_a_malformed_address_is_given_up_with_a_clear_reason(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
) -> None:
    put_out(1, recipient="nobody at all")

    make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)

    row = rows(sessions)[0]
    assert row.state is MessageState.FAILED
    assert row.last_error == "the address 'nobody at all' is malformed"


def test_a_message_whose_worker_died_before_sending_is_sent_by_another(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    put_out(1)
    with sessions() as session, transaction(session):
        assert sending.claim_next(session, worker="dead", now=clock()) is not None
    delivery = make_delivery(SmtpTransport(server.url))

    assert delivery.deliver_due(NEVER) == 0
    clock.pass_by(minutes=6)
    assert delivery.deliver_due(NEVER) == 1


def test_a_message_on_which_workers_die_again_and_again_is_given_up(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
) -> None:
    put_out(1, attempt=sending.MOST_ATTEMPTS)

    make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)

    row = rows(sessions)[0]
    assert (row.state, row.last_error) == (MessageState.FAILED, sending.ABANDONED)
    assert server.envelopes == []


def test_a_mail_is_recorded_as_sent_though_the_database_was_away_for_a_moment(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_out(1)
    stopping = threading.Event()
    record, failures = sending.mark_sent, iter([True, True])

    def break_twice(*arguments: object, **options: object) -> bool:
        stopping.set()  # so that the pauses between the tries are none
        if next(failures, False):
            raise OperationalError("", None, OSError())
        return record(*arguments, **options)  # type: ignore[arg-type]  # passes on what it gets

    monkeypatch.setattr(sending, "mark_sent", break_twice)

    make_delivery(SmtpTransport(server.url)).deliver_due(stopping)

    assert rows(sessions)[0].state is MessageState.SENT
    assert len(server.envelopes) == 1


def test_the_loop_delivers_until_it_is_told_to_end(
    make_delivery: MakeDelivery, put_out: PutOut, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    put_out(1)
    stop = threading.Event()
    thread = threading.Thread(
        target=make_delivery(FolderTransport(tmp_path / "mail")).run, args=(stop,)
    )
    thread.start()
    for _ in range(400):
        if rows(sessions)[0].state is MessageState.SENT:
            break
        stop.wait(0.05)
    stop.set()
    thread.join()

    assert rows(sessions)[0].state is MessageState.SENT


def test_a_server_that_asks_for_a_password_gets_it() -> None:
    options = {"auth_require_tls": False, "authenticator": accept_only("office", "s/cr:et")}
    server = MailServer(**options)
    server.bring_up()
    try:
        url = f"smtp://office:s%2Fcr%3Aet@127.0.0.1:{server.port}"
        with SmtpTransport(url).connect():
            assert server.connections > 0
        wrong = f"smtp://office:wrong@127.0.0.1:{server.port}"
        with pytest.raises(ServerUnreachableError, match="535"), SmtpTransport(wrong).connect():
            pass
    finally:
        server.take_down()


def test_a_server_without_starttls_gets_no_password(server: MailServer) -> None:
    transport = SmtpTransport(f"smtp+starttls://office:secret@127.0.0.1:{server.port}")

    with pytest.raises(ServerUnreachableError, match="STARTTLS"), transport.connect():
        pass


def test_a_sender_that_the_server_refuses_is_no_fault_of_the_message(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(smtp: SMTP, arg: str) -> None:  # noqa: ARG001 (the command's signature)
        await smtp.push("553 5.7.1 not your address")

    monkeypatch.setattr(SMTP, "smtp_MAIL", refuse)
    put_out(1)

    with pytest.raises(ServerUnreachableError, match="sender refused: 553"):
        make_delivery(SmtpTransport(server.url)).deliver_due(NEVER)

    assert rows(sessions)[0].state is MessageState.PENDING


def test_mails_land_in_a_folder_as_files(
    make_delivery: MakeDelivery, put_out: PutOut, tmp_path: Path
) -> None:
    put_out(1)

    make_delivery(FolderTransport(tmp_path / "mail")).deliver_due(NEVER)

    files = list((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == ["20260601T030000-000001.eml"]
    assert b"Message-ID: <1@seminar-service.invalid>" in files[0].read_bytes()


def test_a_folder_that_cannot_be_written_fails_no_message(
    make_delivery: MakeDelivery, put_out: PutOut, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    put_out(1)
    (tmp_path / "mail").write_text("a file where the folder should be")

    with pytest.raises(ServerUnreachableError):
        make_delivery(FolderTransport(tmp_path / "mail")).deliver_due(NEVER)

    assert rows(sessions)[0].state is MessageState.PENDING


@pytest.mark.parametrize("url", ["smtp:", "smtp://", "smtp://host:0", "smtps://host:x"])
def test_an_address_of_no_server_is_named_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="SEMINAR_MAIL_URL"):
        open_transport(url, tmp_path)
