"""The worker that empties the outbox."""

import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.mail import sending
from seminar_service.mail.message import MessageUnsendableError, Sender, build_mail
from seminar_service.mail.transport import (
    Connection,
    RefusedError,
    ServerUnreachableError,
    Transport,
)
from seminar_service.models.messages import Message
from seminar_service.models.transaction import transaction

LOOK_SECONDS = 1.0
MOST_PER_CONNECTION = 50
UNREACHABLE_PAUSES = (2.0, 5.0, 15.0, 60.0, 300.0)  # seconds
RECORD_TRIES = 10
RECORD_PAUSE_SECONDS = 3.0

log = structlog.get_logger(__name__)


class Delivery:
    """Hands over what is due, one message after the other.

    Every message is claimed in a transaction of its own, handed over, and recorded at once in
    another. A process that is killed between the last two sends the message again: no outbox
    can rule that out, and the Message-ID, the same on every attempt, lets the recipient's side
    see it.

    Args:
        session_factory: Makes sessions.
        transport: The way for mails.
        sender: Who they come from.
        clock: Tells the present instant in UTC.
    """

    def __init__(
        self,
        session_factory: Callable[[], Session],
        transport: Transport,
        sender: Sender,
        clock: Callable[[], datetime],
    ) -> None:
        self._session_factory = session_factory
        self._transport = transport
        self._sender = sender
        self._clock = clock
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def run(self, stop: threading.Event) -> None:
        """Deliver until `stop` is set; a message that is under way then is finished first."""
        failures = 0
        while not stop.is_set():
            try:
                self.deliver_due(stop)
            except ServerUnreachableError:
                log.warning("mail_server_unreachable")
                stop.wait(UNREACHABLE_PAUSES[min(failures, len(UNREACHABLE_PAUSES) - 1)])
                failures += 1
            except SQLAlchemyError as error:
                log.warning("database_unreachable", error=type(error).__name__)
                stop.wait(UNREACHABLE_PAUSES[1])
            else:
                failures = 0
                stop.wait(LOOK_SECONDS)

    def deliver_due(self, stop: threading.Event) -> int:
        """Send what is due, up to a fair share per connection; how many were handed over.

        Raises:
            ServerUnreachableError: the other side does not take mails now; what was due waits.
        """
        with self._session_factory() as session:
            if not sending.any_due(session, now=self._clock()):
                return 0
        try:
            with self._transport.connect() as connection:
                return self._send_batch(connection, stop)
        except ServerUnreachableError as error:
            with self._session_factory() as session, transaction(session):
                sending.note_unreachable(session, str(error), now=self._clock())
            raise

    def _send_batch(self, connection: Connection, stop: threading.Event) -> int:
        sent = 0
        for _ in range(MOST_PER_CONNECTION):
            claimed = None if stop.is_set() else self._claim()
            if claimed is None:
                break
            sent += self._send(connection, claimed, stop)
        return sent

    def _claim(self) -> Message | None:
        with self._session_factory() as session:
            with transaction(session):
                claimed = sending.claim_next(session, worker=self._name, now=self._clock())
                if claimed is not None:
                    session.expunge(claimed)
            return claimed

    def _send(self, connection: Connection, claimed: Message, stop: threading.Event) -> bool:
        if claimed.attempts > sending.MOST_ATTEMPTS:
            self._record(lambda session: sending.give_up(session, claimed, sending.ABANDONED))
            return False
        try:
            mail = build_mail(claimed, self._sender)
            connection.hand_over(mail, self._sender.address, claimed.recipient, file_name(claimed))
        except (MessageUnsendableError, RefusedError, ServerUnreachableError) as error:
            self._note_failure(claimed, error)
            if isinstance(error, ServerUnreachableError):
                raise
            return False
        self._record_sent(claimed, stop)
        return True

    def _note_failure(self, claimed: Message, error: Exception) -> None:
        now, reason = self._clock(), str(error)
        hopeless = isinstance(error, MessageUnsendableError) or (
            isinstance(error, RefusedError) and error.permanent
        )
        log.warning("mail_not_sent", message=claimed.id, attempt=claimed.attempts, final=hopeless)
        if hopeless:
            self._record(lambda session: sending.give_up(session, claimed, reason))
        else:
            self._record(lambda session: sending.postpone(session, claimed, reason, now=now))

    def _record_sent(self, claimed: Message, stop: threading.Event) -> None:
        """Record the hand-over, insistently: a row that misses it is sent a second time."""
        for attempt in range(RECORD_TRIES):
            try:
                self._record(lambda session: sending.mark_sent(session, claimed, now=self._clock()))
            except SQLAlchemyError:
                if attempt == RECORD_TRIES - 1:
                    raise
                stop.wait(RECORD_PAUSE_SECONDS)
            else:
                log.info("mail_sent", message=claimed.id, kind=claimed.kind)
                return

    def _record(self, change: Callable[[Session], bool]) -> None:
        with self._session_factory() as session, transaction(session):
            change(session)


def file_name(message: Message) -> str:
    """What a message's file is called: sorted by time, the same on every attempt."""
    return f"{message.created_at:%Y%m%dT%H%M%S}-{message.id:06d}"
