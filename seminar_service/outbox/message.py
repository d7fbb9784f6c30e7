"""From a row of the outbox to a mail on the wire. The same row gives the same bytes, always."""

import hashlib
import re
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Final

from seminar_service.config import Settings
from seminar_service.domain.locales import Locale
from seminar_service.domain.mail_addresses import address_on_the_wire, can_be_written
from seminar_service.outbox import mime
from seminar_service.outbox.model import Message

MESSAGE_ID_DOMAIN: Final = "seminar-service.invalid"
"""It tells nothing about the host that sends, and says of what comes back that it is ours."""

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_METHOD: Final = re.compile("[A-Z]+")
_WEB_ADDRESS: Final = re.compile(r"https?://[!#-;=?-~]+")


class MessageUnsendableError(ValueError):
    """No mail can be made of the row, however often one tries; the text says why."""


@dataclass(frozen=True)
class Sender:
    """Who the mails come from: the address, its name per language, where answers go."""

    address: str
    name_ja: str
    name_en: str
    replies_to: str

    @classmethod
    def of(cls, settings: Settings) -> "Sender":
        """The sender that the settings name."""
        return cls(
            address=settings.mail_from,
            name_ja=settings.organiser_name_ja,
            name_en=settings.organiser_name_en,
            replies_to=settings.contact_email,
        )

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


@dataclass(frozen=True)
class Mail:
    """A mail ready to be handed over.

    Attributes:
        sender: Address in the envelope.
        recipient: Address in the envelope.
        name: The mail's own, the same on every attempt; good as the name of a file.
        content: Headers and body, as the wire wants them.
        international: Whether the server must know SMTPUTF8 [RFC 6531] to take it.
    """

    sender: str
    recipient: str
    name: str
    content: bytes
    international: bool = False


def build_mail(row: Message, sender: Sender) -> Mail:
    """The mail of a row: plain text, and as alternatives HTML and the invitation where it has them.

    Raises:
        MessageUnsendableError: an address is malformed, or something else that is never typed.
    """
    own, recipient = _address(sender.address), _address(row.recipient)
    body = _body(row)
    headers = [
        ("From", mime.mailbox(sender.name(row.locale), own)),
        ("To", mime.mailbox(row.recipient_name, recipient)),
        *_reply_to(row, sender),
        ("Subject", mime.header_text(row.subject)),
        ("Message-ID", _checked(_MESSAGE_ID, row.message_id, "Message-ID")),
        *_references(row),
        ("Date", format_datetime(row.created_at)),
        ("Auto-Submitted", "auto-generated"),  # no holiday replies [RFC 3834]
        *_ways_to_end(row),
        ("MIME-Version", "1.0"),
        ("Content-Language", Locale(row.locale).value),
        *body.headers,
    ]
    return Mail(
        sender=own,
        recipient=recipient,
        name=file_name(row),
        content=mime.written(headers, body.body),
        international=not (own + recipient).isascii(),
    )


def headers_of(row: Message, sender: Sender) -> str:
    """What stands above the text of a mail, line by line.

    Raises:
        MessageUnsendableError: an address is malformed, or something else that is never typed.
    """
    head, _, _ = build_mail(row, sender).content.partition(b"\r\n\r\n")
    return head.decode("utf-8", "replace").replace("\r\n", "\n")


def file_name(row: Message) -> str:
    """What a message's file is called: sorted by time, the same on every attempt."""
    return f"{row.created_at:%Y%m%dT%H%M%S}-{row.id:06d}"


def _references(row: Message) -> list[tuple[str, str]]:
    """Lets mail programs show a mail that was sent again beside the first."""
    if not row.refers_to:
        return []
    return [("References", _checked(_MESSAGE_ID, row.refers_to, "Message-ID"))]


def _reply_to(row: Message, sender: Sender) -> list[tuple[str, str]]:
    wanted = row.replies_to or sender.replies_to
    if wanted == sender.address:
        return []
    return [("Reply-To", mime.mailbox("", _address(wanted)))]


def _ways_to_end(row: Message) -> list[tuple[str, str]]:
    """Where such mails are ended [RFC 2369], by one press where that is secure [RFC 8058]."""
    if not row.ended_at:
        return []
    address = _checked(_WEB_ADDRESS, row.ended_at, "web address")
    # On one line, however long: some servers break the signature of a folded one.
    headers = [("List-Unsubscribe", f"<{address}>")]
    if address.startswith("https://"):
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers


def _address(address: str) -> str:
    if not can_be_written(address):
        raise MessageUnsendableError(f"the address {address!r} is malformed")
    return address_on_the_wire(address)


def _body(row: Message) -> mime.Part:
    parts = [mime.text_part(row.body)]
    if row.html:
        parts.append(mime.text_part(row.html, "html"))
    if row.calendar is not None:
        # Last, because programs take the last form that they know.
        method = _checked(_METHOD, row.calendar_method or "", "calendar method")
        parts.append(mime.calendar_part(row.calendar, method))
    boundary = hashlib.sha256(row.message_id.encode()).hexdigest()
    return parts[0] if len(parts) == 1 else mime.alternatives(parts, boundary)


def _checked(pattern: re.Pattern[str], value: str, what: str) -> str:
    if not pattern.fullmatch(value):
        raise MessageUnsendableError(f"{value!r} is not a {what}")
    return value
