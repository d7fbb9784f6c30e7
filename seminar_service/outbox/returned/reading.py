"""What a mail says that came back: which mail of ours, for whom, why, and whether for good.

Whoever knows the office's address can write something that looks like returned mail. So one is
believed only where it quotes the Message-ID of a mail of ours, which nobody knows but who got that
mail and the servers on its way; and it says something of the recipient of that mail alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from email.utils import parseaddr
from typing import Final

from flufl.bounce import all_failures

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.outbox.message import MESSAGE_ID_DOMAIN

MOST_QUOTED: Final = 5
"""Message-IDs of ours that are looked at in one mail."""

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9._-]{8,100}@([a-z.-]{1,40})>")
_STATUS: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_STATUS_TYPES: Final = ("message/delivery-status", "message/global-delivery-status")
_MACHINES: Final = ("mailer-daemon", "postmaster")

# A full mailbox, a mail that is too large or of a wrong kind, and what a filter or a rule of the
# other side did not like say nothing against the address [RFC 3463].
_PASSING: Final = ("2.2", "2.3", "3.4", "3.1", "3.2", "6.", "7.", "4.1", "4.2", "4.5", "4.7")


@dataclass(frozen=True)
class Report:
    """What is said of one recipient.

    Attributes:
        addresses: Under which names, as they are compared; empty where none is named.
        is_delayed: Whether the other side goes on trying.
        status: The code of RFC 3463, such as `5.1.1`; empty where there is none.
        reason: What the other side says.
    """

    addresses: frozenset[str]
    is_delayed: bool
    status: str
    reason: str

    @property
    def is_lasting(self) -> bool:
        """Whether the address itself is to blame, and will be tomorrow."""
        kind, _, rest = self.status.partition(".")
        if not self.status:
            return not self.is_delayed
        return kind == "5" and not rest.startswith(_PASSING) and not self.is_delayed


@dataclass(frozen=True)
class Returned:
    """A mail that came back.

    Attributes:
        message_ids: Those of mails of ours that it quotes, the most trustworthy first.
        reports: What it says of each recipient; never empty.
    """

    message_ids: tuple[str, ...]
    reports: tuple[Report, ...]

    def report_on(self, address: str) -> tuple[Report, bool]:
        """What it says of a recipient, and whether it names that recipient."""
        key = mail_key(address)
        for report in self.reports:
            if key in report.addresses:
                return report, True
        return self.reports[0], False


def read(content: bytes) -> Returned | None:
    """Understand a mail; None where it did not come back, or nothing of it is ours."""
    mail = message_from_bytes(content)
    message_ids = tuple(dict.fromkeys(_quoted(mail)))[:MOST_QUOTED]
    if not message_ids:
        return None
    reports = tuple(_reports(mail))
    if not reports and _is_from_a_machine(mail):
        reports = tuple(_guessed(mail))
    return Returned(message_ids, reports) if reports else None


def _reports(mail: Mail) -> Iterator[Report]:
    """What a report says by the standard [RFC 3464]."""
    for block in _blocks(mail):
        action = _value(block, "Action").lower()
        if action in {"failed", "delayed"}:
            yield _report(block, is_delayed=action == "delayed")


def _blocks(mail: Mail) -> Iterator[Mail]:
    """The groups of fields of such a report, one for each recipient."""
    for part in mail.walk():
        if part.get_content_type() in _STATUS_TYPES:
            found = part.get_payload()
            yield from (each for each in found if isinstance(each, Mail))


def _report(block: Mail, *, is_delayed: bool) -> Report:
    names = (_value(block, "Original-Recipient"), _value(block, "Final-Recipient"))
    diagnostic = _after_type(_value(block, "Diagnostic-Code"))
    found = _STATUS.search(_value(block, "Status")) or _STATUS.search(diagnostic)
    status = found.group() if found else ""
    # Some say 5.0.0 above, and what they mean in the answer that they got.
    if status == "5.0.0" and (better := _STATUS.search(diagnostic)):
        status = better.group()
    return Report(
        addresses=frozenset(mail_key(_after_type(name)) for name in names if name),
        is_delayed=is_delayed,
        status=status,
        reason=" ".join(filter(None, (status, diagnostic))) or "undeliverable",
    )


def _guessed(mail: Mail) -> Iterator[Report]:
    """What others write in words of their own, as far as flufl.bounce knows them."""
    passing, lasting = all_failures(mail)
    for found, is_delayed in ((lasting, False), (passing, True)):
        if found:
            names = frozenset(mail_key(each.decode("utf-8", "replace")) for each in found)
            yield Report(names, is_delayed, "", "undeliverable")


def _is_from_a_machine(mail: Mail) -> bool:
    """Whether a mail server wrote it, and no person who quotes us, nor a person's holiday reply."""
    local = parseaddr(str(mail.get("From", "")))[1].partition("@")[0].lower()
    return str(mail.get("Return-Path", "")).strip() == "<>" or local in _MACHINES


def _quoted(mail: Mail) -> Iterator[str]:
    """Message-IDs of ours: in the copy of what was sent, its headers, the text, or references."""
    for part in mail.walk():
        kind = part.get_content_type()
        if part is not mail and part.get("Message-ID"):
            yield from _ours(str(part["Message-ID"]))
        if kind in {"text/rfc822-headers", "message/rfc822-headers", "text/plain"}:
            yield from _ours(_text(part))
    for name in ("References", "In-Reply-To"):
        yield from _ours(str(mail.get(name, "")))


def _ours(text: str) -> Iterator[str]:
    """The Message-IDs in a text that we gave."""
    for found in _MESSAGE_ID.finditer(text):
        if found[1] == MESSAGE_ID_DOMAIN:
            yield found[0]


def _text(part: Mail) -> str:
    content = part.get_payload(decode=True)
    return content.decode("ascii", "replace") if isinstance(content, bytes) else ""


def _value(block: Mail, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _after_type(value: str) -> str:
    """What stands behind `rfc822;` or `smtp;`."""
    return value.partition(";")[2].strip() if ";" in value else value
