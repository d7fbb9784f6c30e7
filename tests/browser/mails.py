"""Reading mails as their recipients do: follow a link, take up the calendar entry."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

from tests.calendars.peers import read_with_vobject
from tests.calendars.seen import Seen


@dataclass(frozen=True)
class Invitation:
    """A calendar part: what it asks the recipient's calendar to do, and with which entry."""

    method: str
    entry: Seen


def link_in(mail: EmailMessage, path: str) -> str:
    """The first address in a mail's text whose path begins with `path`, whatever the language."""
    text = _text(mail)
    found = re.search(rf"^https?://[^/\s]+(/en)?{re.escape(path)}\S+$", text, re.MULTILINE)
    assert found, f"no address with {path} in:\n{text}"
    return found[0]


def invitation_in(mail: EmailMessage) -> Invitation | None:
    """The calendar part of a mail; none where it has none."""
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_content()
            [entry] = read_with_vobject(content.encode())
            return Invitation(str(part.get_param("method")), entry)
    return None


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None, mail["Subject"]
    text: str = body.get_content()
    return text.replace("\r\n", "\n")
