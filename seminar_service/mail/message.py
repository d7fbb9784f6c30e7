"""From a row of the outbox to a mail on the wire. The same row gives the same bytes, always."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from seminar_service.models.messages import Message


class MessageUnsendableError(ValueError):
    """No mail can be made of the row, however often one tries; the text says why."""


@dataclass(frozen=True)
class Sender:
    """Who the mails come from: the address, its name per language, where answers go."""

    address: str
    name_ja: str
    name_en: str
    replies_to: str

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


def build_mail(row: Message, sender: Sender) -> EmailMessage:
    """The mail of a row: plain text, with the invitation as an alternative where there is one.

    Raises:
        MessageUnsendableError: an address is malformed.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender.name(row.locale), sender.address)
    mail["To"] = _address(row.recipient_name, row.recipient)
    if sender.replies_to != sender.address:
        mail["Reply-To"] = _address("", sender.replies_to)
    mail["Subject"] = one_line(row.subject)
    mail["Message-ID"] = row.message_id
    mail["Date"] = format_datetime(row.created_at)
    mail["Auto-Submitted"] = "auto-generated"  # no holiday replies [RFC 3834]
    _set_text(mail, row.body)
    if row.calendar is not None:
        _add_invitation(mail, row.calendar, row.calendar_method or "")
        mail.set_boundary(hashlib.sha256(row.message_id.encode()).hexdigest())
    mail["Content-Language"] = row.locale
    return mail


def one_line(text: str) -> str:
    """A text without line breaks and control characters, so that no header can be smuggled in."""
    visible = (" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join("".join(visible).split())


def _address(name: str, address: str) -> Address:
    try:
        return Address(display_name=one_line(name), addr_spec=address)
    except (ValueError, IndexError, MessageError) as error:  # all that the parser raises
        raise MessageUnsendableError(f"the address {address!r} is malformed") from error


def _set_text(mail: EmailMessage, body: str) -> None:
    """Set the text, encoded so that no server on the way needs to know 8-bit mail."""
    mail.set_content(body, cte="quoted-printable" if body.isascii() else "base64")


def _add_invitation(mail: EmailMessage, calendar: str, method: str) -> None:
    if not re.fullmatch("[A-Z]+", method):
        raise MessageUnsendableError(f"{method!r} is not a calendar method")
    mail.add_alternative(
        calendar, subtype="calendar", charset="UTF-8", params={"method": method}, cte="base64"
    )
