"""A real SMTP server that tests take down, bring up again, and make refuse."""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LONGER_THAN_ANYBODY_WAITS = 60.0


class Mood(Enum):
    """How a server that listens behaves.

    It takes mails, has no time for any, says nothing more once it has got one, or cuts the line
    before or after it has kept one, and before it says so.
    """

    WELL = "well"
    REFUSES = "refuses"
    HANGS = "hangs"
    BREAKS_BEFORE = "breaks before"
    BREAKS_AFTER = "breaks after"


class MailServer:
    """Listens on a port of its own and keeps what it takes.

    `refusals` maps a recipient to the reply it gets. `drop_at` cuts the connection while
    it gets the mail with this number, before it says whether it took it. `mood` is how it behaves
    to all mails alike; `taken_in_silence` has the Message-ID of each that it took, and cut the
    line before it said so.
    """

    def __init__(self, **options: Any) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port: int = listener.getsockname()[1]
        self.envelopes: list[Envelope] = []
        self.refusals: dict[str, str] = {}
        self.drop_at: int | None = None
        self.connections = 0
        self.mood = Mood.WELL
        self.taken_in_silence: list[str] = []
        self._options = options
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """How the settings name the server."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        """What it took, as a mail program would read it."""
        return [
            message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
            for envelope in self.envelopes
        ]

    @property
    def is_up(self) -> bool:
        """Whether it listens."""
        return self._controller is not None

    def bring_up(self) -> None:
        """Begin to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._options)
        self._controller.start()

    def take_down(self) -> None:
        """Listen no longer."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_EHLO(  # noqa: N802 (aiosmtpd names it)
        self,
        server: SMTP,  # noqa: ARG002 (the hook's signature)
        session: Session,
        envelope: Envelope,  # noqa: ARG002 (the hook's signature)
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """Count who comes in."""
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802 (aiosmtpd names it)
        self,
        server: SMTP,  # noqa: ARG002 (the hook's signature)
        session: Session,  # noqa: ARG002 (the hook's signature)
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002 (the hook's signature)
    ) -> str:
        """Refuse whom the test wants refused."""
        if address in self.refusals:
            return self.refusals[address]
        if self.mood is Mood.REFUSES:
            return "450 4.3.2 no time now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 (the hook's signature)
        """Keep a mail, or cut the line."""
        if self.mood is Mood.HANGS:
            await asyncio.sleep(LONGER_THAN_ANYBODY_WAITS)
        if self.drop_at == len(self.envelopes) or self.mood is Mood.BREAKS_BEFORE:
            self.drop_at = None
            return _cut(server)
        self.envelopes.append(envelope)
        if self.mood is Mood.BREAKS_AFTER:
            self.taken_in_silence.append(str(self.mails[-1]["Message-ID"]))
            return _cut(server)
        return "250 taken"


def _cut(server: SMTP) -> str:
    cast("asyncio.Transport", server.transport).abort()
    return "451 gone"


def accept_only(user: str, password: str) -> Any:
    """An authenticator that knows one account."""

    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        known = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=data == known, handled=False)

    return check
