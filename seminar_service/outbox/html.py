"""Mails as HTML: made of the same lines as their text, readable without pictures.

Programs that show mails know little: tables hold the layout, styles stand on each tag, and nothing
comes from elsewhere. What people typed is text, which the template escapes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from seminar_service import paths
from seminar_service.outbox.marks import BUTTON, FACT, HEADING, parted

_FOOT: Final = "\n--\n"
_ADDRESS: Final = re.compile(r"https?://[!#-;=?-~]+")
_NO_END: Final = ".,;:!?)'"


@dataclass(frozen=True)
class Piece:
    """Some letters of a line; a link where they are an address."""

    text: str
    is_link: bool = False


@dataclass(frozen=True)
class Block:
    """Lines that stand together.

    Attributes:
        kind: "paragraph", "facts", "button" or "heading".
        lines: What it says, line by line.
        labels: For facts what each line says something about; for a button its label.
    """

    kind: str
    lines: tuple[tuple[Piece, ...], ...]
    labels: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where a button leads."""
        return "".join(piece.text for piece in self.lines[0])


def html_of(marked: str, subject: str, locale: str) -> str:
    """A whole HTML document of a mail's lines with marks; the subject is its heading."""
    said, _, foot = marked.rpartition(_FOOT)
    if not said:
        said, foot = foot, ""
    return _template().render(
        subject=subject, locale=locale, blocks=list(blocks(said)), foot=list(blocks(foot))
    )


def blocks(marked: str) -> Iterator[Block]:
    """The blocks of lines with marks, in their order."""
    kind, held = "", list[tuple[str, str]]()
    for line in marked.split("\n"):
        mark, label, said = parted(line)
        new = _KINDS.get(mark, "paragraph") if said.strip() or mark else ""
        if held and (new != kind or kind in {"button", "heading"}):
            yield _block(kind, held)
            held = []
        kind = new
        if new:
            held.append((label, said))
    if held:
        yield _block(kind, held)


_KINDS: Final = {FACT: "facts", BUTTON: "button", HEADING: "heading"}


def _block(kind: str, held: Sequence[tuple[str, str]]) -> Block:
    lines = tuple(tuple(_pieces(said, is_address=kind == "button")) for _, said in held)
    return Block(kind, lines, tuple(label for label, _ in held))


def _pieces(line: str, *, is_address: bool) -> Iterator[Piece]:
    if is_address:
        yield Piece(line, is_link=True)
        return
    for piece in pieces(line):
        yield piece if piece.is_link else Piece(_indented(piece.text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield a text in pieces, its web addresses apart; together they are the text."""
    end = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_NO_END)
        yield Piece(text[end : match.start()])
        yield Piece(address, is_link=True)
        end = match.start() + len(address)
    yield Piece(text[end:])


def _indented(text: str) -> str:
    """A text whose first spaces are seen in HTML as well."""
    kept = text.lstrip(" ")
    return "\N{NO-BREAK SPACE}" * (len(text) - len(kept)) + kept


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(paths.templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("mail/frame.html")
