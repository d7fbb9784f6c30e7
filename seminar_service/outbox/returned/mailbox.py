"""Reading a mailbox over IMAP [RFC 3501]: what is new, a piece of each, a mark on what was ours."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any, Final

from seminar_service.domain.bounce_accounts import BounceAccount

TIMEOUT_SECONDS: Final = 30.0
MOST_BYTES: Final = 262_144
"""Of one mail: what says that it came back stands before the copy of what was sent."""

KEYWORD: Final = "SeminarReturned"
"""The flag that mail programs can show on what was understood."""

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_NUMBER: Final = re.compile(rb"\d+")


class MailboxUnreachableError(Exception):
    """Nobody answers, or not to us, or not as IMAP says; the text has the kind alone."""


class OpenMailbox:
    """One folder of a server to which we are logged in.

    Attributes:
        generation: The number under which the folder counts its mails; where it changes, all
            numbers do [RFC 3501, 2.3.1.1].
        next_uid: No mail that is there has this number or a higher one.
    """

    def __init__(self, server: imaplib.IMAP4, folder: str) -> None:
        self._server = server
        self._expect(server.select(f'"{folder}"'))
        self.generation = self._number("UIDVALIDITY")
        self.next_uid = self._number("UIDNEXT")

    def new_mails(self, after: int, since: date) -> list[int]:
        """The numbers above `after` of what arrived on `since` or later, in order."""
        day = f"{since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}"
        found = self._expect(self._server.uid("SEARCH", f"UID {after + 1}:*", "SINCE", day))
        numbers = {int(each) for line in found if line for each in _NUMBER.findall(line)}
        # "5:*" names the last mail even where that has a smaller number.
        return sorted(number for number in numbers if number > after)

    def content(self, uid: int) -> bytes | None:
        """The first `MOST_BYTES` of a mail, which stays unread; None where it is gone."""
        answer = self._expect(self._server.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
        return next((part[1] for part in answer if isinstance(part, tuple)), None)

    def flag(self, uid: int) -> None:
        """Mark a mail as read and as ours; where the server keeps no such words, as read alone."""
        for flags in (rf"(\Seen {KEYWORD})", r"(\Seen)"):
            kind, _ = self._server.uid("STORE", str(uid), "+FLAGS.SILENT", flags)
            if kind == "OK":
                return

    def _number(self, name: str) -> int:
        _, values = self._server.response(name)
        found = _NUMBER.search(values[0]) if values and values[0] else None
        if found is None:
            raise MailboxUnreachableError(f"the server does not say {name}")
        return int(found.group())

    @staticmethod
    def _expect(answer: tuple[str, list[Any]]) -> list[Any]:
        kind, found = answer
        if kind != "OK":
            raise MailboxUnreachableError(f"the server says {kind}")
        return found


@contextmanager
def opened(account: BounceAccount, *, tls: ssl.SSLContext | None = None) -> Iterator[OpenMailbox]:
    """Connect, secure the line, log in and open the folder; nothing that is there is changed.

    Raises:
        MailboxUnreachableError: that cannot be done, or the line breaks on the way.
    """
    try:
        server = _connected(account, tls or ssl.create_default_context())
        try:
            server.login(account.user, account.password)
            yield OpenMailbox(server, account.folder)
        finally:
            _leave(server)
    except (imaplib.IMAP4.error, OSError) as error:
        # What a server says may quote what it was sent.
        raise MailboxUnreachableError(type(error).__name__) from None


def _connected(account: BounceAccount, tls: ssl.SSLContext) -> imaplib.IMAP4:
    where = account.host, account.port
    if account.scheme == "imaps":
        return imaplib.IMAP4_SSL(*where, ssl_context=tls, timeout=TIMEOUT_SECONDS)
    server = imaplib.IMAP4(*where, timeout=TIMEOUT_SECONDS)
    if account.scheme == "imap+starttls":
        try:
            server.starttls(tls)
        except BaseException:
            _leave(server)
            raise
    return server


def _leave(server: imaplib.IMAP4) -> None:
    """Say good-bye as far as the line holds, and close it in any case."""
    with suppress(imaplib.IMAP4.error, OSError):
        server.logout()
    with suppress(OSError):
        server.shutdown()
