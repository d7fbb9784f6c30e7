"""Mails as bytes, written by our own hand [RFC 5322, 2045, 2047].

Python's `email` package reads what it is given before it writes it: a header's text is parsed,
an encoded word that somebody typed into a name is decoded, and folded anew, with whatever line
breaks were hidden in it. What patch release does that how is another matter each time. Here
text goes in and ASCII comes out; nothing is read.
"""

import base64
import quopri
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from seminar_service.domain.text_folding import break_encoded_words

CRLF: Final = b"\r\n"
LONGEST_LINE: Final = 76
# So many bytes make 52 letters of base64; with what stands around them, and behind the name of
# a header, the line is not too long.
BYTES_PER_WORD: Final = 39
BYTES_PER_LINE: Final = 57
_PLAIN_PHRASE: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
)


@dataclass(frozen=True)
class Part:
    """A body with its own headers, both ready for the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


def one_line(text: str) -> str:
    """A text as a header may carry it.

    Line breaks, control and format characters become spaces, so that no header can be smuggled
    in, and what looks like an encoded word is broken, so that no reader takes it for one.
    """
    visible = (" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return break_encoded_words(" ".join("".join(visible).split()))


def header_text(text: str) -> str:
    """A text as the value of an unstructured header, such as Subject."""
    line = one_line(text)
    if line.isascii():
        lines = _wrapped(line)
        if all(len(each) <= LONGEST_LINE for each in lines):
            return "\r\n ".join(lines)
    return "\r\n ".join(_encoded_words(line))


def mailbox(name: str, address: str) -> str:
    """A name with an address, as the value of From, To or Reply-To.

    `address` is written as it is: whoever calls has made sure that it is one.
    """
    line = one_line(name)
    if not line:
        return address
    if _PLAIN_PHRASE.fullmatch(line) and len(line) < LONGEST_LINE - len("Reply-To: "):
        return f"{line}\r\n <{address}>"
    return "\r\n ".join([*_encoded_words(line), f"<{address}>"])


def text_part(text: str, form: str = "plain") -> Part:
    """Text, plain or as "html", encoded so that no server on the way needs to know 8-bit mail."""
    lines = _line_ends(text)
    encoded = (
        ("quoted-printable", quopri.encodestring(lines.encode()).replace(b"\n", CRLF))
        if lines.isascii()
        else ("base64", _base64_lines(lines.replace("\n", "\r\n").encode()))
    )
    return _part(f'text/{form}; charset="utf-8"', *encoded)


def calendar_part(calendar: str, method: str) -> Part:
    """An invitation; `method` consists of capital letters."""
    content_type = f'text/calendar; charset="UTF-8"; method="{method}"'
    return _part(content_type, "base64", _base64_lines(calendar.encode()))


def alternatives(parts: Iterable[Part], boundary: str) -> Part:
    """The same thing in several forms, the best one last; `boundary` occurs in none of them."""
    mark = b"--" + boundary.encode("ascii")
    pieces = [mark + CRLF + written(part.headers, part.body) + CRLF for part in parts]
    content_type = f'multipart/alternative;\r\n boundary="{boundary}"'
    return Part((("Content-Type", content_type),), b"".join(pieces) + mark + b"--" + CRLF)


def written(headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """Headers and a body, with the empty line between them.

    Raises:
        UnicodeEncodeError: a header's value is not ASCII, or an address not encodable.
        ValueError: a header's value would begin another line than its own.
    """
    lines = []
    for name, value in headers:
        if re.search(r"\r(?!\n )|\n(?! )|(?<!\r)\n", value):
            raise ValueError(f"the header {name} would break its line")
        lines.append(f"{name}: {value}\r\n")
    return "".join(lines).encode() + CRLF + body


def _part(content_type: str, encoding: str, body: bytes) -> Part:
    return Part((("Content-Type", content_type), ("Content-Transfer-Encoding", encoding)), body)


def _wrapped(line: str) -> list[str]:
    """Break at spaces, so early that the name of any header fits before the first line."""
    lines, current = [], ""
    for word in line.split(" "):
        if current and len(current) + 1 + len(word) > LONGEST_LINE - len("Subject: "):
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def _encoded_words(line: str) -> list[str]:
    """Encoded words in UTF-8 and base64; none of them cuts a letter [RFC 2047, 5 (3)]."""
    chunks, current = [], b""
    for letter in line:
        encoded = letter.encode()
        if len(current) + len(encoded) > BYTES_PER_WORD:
            chunks.append(current)
            current = b""
        current += encoded
    return [f"=?utf-8?b?{base64.b64encode(each).decode()}?=" for each in [*chunks, current]]


def _base64_lines(content: bytes) -> bytes:
    lines = (
        base64.b64encode(content[start : start + BYTES_PER_LINE]) + CRLF
        for start in range(0, len(content), BYTES_PER_LINE)
    )
    return b"".join(lines)


def _line_ends(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.endswith("\n") else lines + "\n"
