"""Programs that read mails, behind one door: bytes in, what they understood out.

Python's own parser, one in Rust (fast-mail-parser), and one in JavaScript (postal-mime), which
runs where Node does.
"""

import base64
import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, TypeAlias, cast

import pytest

from tests.calendars.peers import NODE_FOLDER, needs_node

People: TypeAlias = list[tuple[str, str]]


@dataclass(frozen=True)
class Seen:
    """What a reader understood of a mail.

    The names of headers in small letters; people as name, without spaces, and address; the
    calendars in lines.
    """

    headers: list[str]
    subject: str
    sender: People
    to: People
    reply_to: People
    text: str
    html: str
    calendars: list[list[str]]


Reader: TypeAlias = Callable[[Sequence[bytes]], list[Seen]]


def read_with_python(contents: Sequence[bytes]) -> list[Seen]:
    """Read with the standard library."""
    return [_seen_by_python(content) for content in contents]


def _seen_by_python(content: bytes) -> Seen:
    mail = message_from_bytes(content, EmailMessage, policy=policy.default)

    def people(header: str) -> People:
        found = mail[header].addresses if mail[header] else ()
        # It puts a space between two encoded words of a name, which do not have one.
        return [(each.display_name.replace(" ", ""), each.addr_spec) for each in found]

    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    return Seen(
        headers=[name.lower() for name in mail],
        subject=str(mail["Subject"]),
        sender=people("From"),
        to=people("To"),
        reply_to=people("Reply-To"),
        text=text.get_content(),
        html=html.get_content() if html is not None else "",
        calendars=[
            _lines(cast("bytes", part.get_payload(decode=True)))
            for part in mail.walk()
            if part.get_content_type() == "text/calendar"
        ],
    )


def _lines(content: bytes) -> list[str]:
    return content.decode().splitlines()


def read_with_rust(contents: Sequence[bytes]) -> list[Seen]:
    """Read with fast-mail-parser."""
    parse = pytest.importorskip("fast_mail_parser").parse_email
    return [_seen_by_rust(parse(content)) for content in contents]


def _seen_by_rust(mail: Any) -> Seen:

    def people(found: Sequence[Any]) -> People:
        return [((each.display_name or "").replace(" ", ""), each.address or "") for each in found]

    return Seen(
        headers=[name.lower() for name, values in mail.headers.items() for _ in values],
        subject=mail.subject,
        sender=people([mail.from_]),
        to=people(mail.to),
        reply_to=people(mail.reply_to),
        text="".join(mail.text_plain),
        html="".join(mail.text_html),
        calendars=[
            _lines(bytes(each.content)) for each in mail.attachments if "calendar" in each.mimetype
        ],
    )


def read_with_node(contents: Sequence[bytes]) -> list[Seen]:
    """Read with postal-mime."""
    answer = subprocess.run(
        ["node", str(NODE_FOLDER / "read_mail.mjs")],
        input=json.dumps([base64.b64encode(content).decode() for content in contents]).encode(),
        capture_output=True,
        check=True,
    ).stdout
    return [_seen_by_node(each) for each in json.loads(answer)]


def _seen_by_node(found: dict[str, Any]) -> Seen:
    def people(pairs: list[list[str]]) -> People:
        return [(name.replace(" ", ""), address) for name, address in pairs]

    return Seen(
        headers=found["headers"],
        subject=found["subject"],
        sender=people(found["from"]),
        to=people(found["to"]),
        reply_to=people(found["reply_to"]),
        text=found["text"],
        html=found["html"],
        calendars=[_lines(base64.b64decode(each)) for each in found["calendars"]],
    )


READERS = [
    pytest.param(read_with_python, id="python"),
    pytest.param(read_with_rust, id="fast-mail-parser"),
    pytest.param(read_with_node, id="postal-mime", marks=needs_node),
]
