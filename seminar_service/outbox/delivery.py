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

from seminar_service.outbox import sending
from seminar_service.outbox.message import Mail, MessageUnsendableError, Sender, build_mail
from seminar_service.outbox.model import Message
from seminar_service.outbox.transport import (
    Connection,
    RefusedError,
    ServerUnreachableError,
    Transport,
)
from seminar_service.storage.transaction import transaction

LOOK_SECONDS = 1.0
MOST_PER_CONNECTION = 50
PAUSES = (2.0, 5.0, 15.0, 60.0, 300.0)  # seconds
RECORD_TRIES = 10
RECORD_PAUSE_SECONDS = 3.0

log = structlog.get_logger(__name__)


class ConversationBrokenError(Exception):
    """Handing over a mail ended in the middle of something; the connection is of no more use."""


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
        """Deliver until `stop` is set; a message that is under way then is finished first.

        Whatever goes wrong is logged, and tried again after a pause that grows.
        """
        failures = 0
        while not stop.is_set():
            try:
                self.deliver_due(stop)
            except Exception as error:  # noqa: BLE001 (one failure must not end all mail)
                _log_failure(error)
                stop.wait(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1
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
        mail = self._built(claimed)
        if mail is None:
            return False
        try:
            connection.hand_over(mail)
        except RefusedError as refused:
            self._note_refusal(claimed, refused)
            return False
        except ServerUnreachableError as error:
            self._postpone(claimed, str(error))
            raise
        except Exception as error:
            self._give_up(claimed, _unexpected(error))
            # What the server has understood so far is anybody's guess: talk to it anew.
            raise ConversationBrokenError from error
        self._record_sent(claimed, stop)
        return True

    def _built(self, claimed: Message) -> Mail | None:
        """The mail, down to its last byte: what fails here is the failure of this mail."""
        try:
            return build_mail(claimed, self._sender)
        except MessageUnsendableError as error:
            self._give_up(claimed, str(error))
        except Exception as error:  # noqa: BLE001 (whatever it is, the next mail must go out)
            self._give_up(claimed, _unexpected(error))
        return None

    def _note_refusal(self, claimed: Message, refused: RefusedError) -> None:
        if refused.permanent:
            self._give_up(claimed, str(refused))
        else:
            self._postpone(claimed, str(refused))

    def _give_up(self, claimed: Message, reason: str) -> None:
        log.warning("mail_given_up", message=claimed.id, attempt=claimed.attempt)
        now = self._clock()
        self._record(lambda session: sending.give_up(session, claimed, reason, now=now))

    def _postpone(self, claimed: Message, reason: str) -> None:
        log.warning("mail_postponed", message=claimed.id, attempt=claimed.attempt)
        now = self._clock()
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


def _unexpected(error: Exception) -> str:
    """What to tell the office: the kind alone, for the text may quote the mail."""
    return f"the mail could not be made or handed over ({type(error).__name__})"


def _log_failure(error: Exception) -> None:
    if isinstance(error, ServerUnreachableError):
        log.warning("mail_server_unreachable")
    elif isinstance(error, SQLAlchemyError):
        log.warning("database_unreachable", error=type(error).__name__)
    elif isinstance(error, ConversationBrokenError):
        log.error("mail_conversation_broken", exc_info=error)
    else:
        log.error("delivery_failed", exc_info=error)
