"""Placeholders: what a text leaves open, between braces. Nothing in a text is ever executed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from seminar_service.domain.errors import Category, DomainError

_BRACED: Final = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]|[{}｛｝]")


class PlaceholderUnknown(DomainError):  # noqa: N818 (named after the rule)
    """A text leaves something open that is on no list.

    Attributes:
        written: How it was written.
        line: In which line, counted from 1.
    """

    code = "placeholder_unknown"
    category = Category.INVALID

    def __init__(self, written: str, line: int = 1) -> None:
        super().__init__(written)
        self.written = written
        self.line = line


@dataclass(frozen=True)
class Gap:
    """A place in a text between braces.

    Attributes:
        written: The braces with what stands between them; a single brace where it has no partner.
        name: What stands between them; empty where nothing does.
        line: In which line, counted from 1.
    """

    written: str
    name: str
    line: int


def gaps_in(text: str) -> Iterator[Gap]:
    """The places in a text that are between braces, in full or half width, in their order."""
    for match in _BRACED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Gap(match[0], (match[1] or "").strip(), line)


def filled(text: str, value: Callable[[str], str]) -> str:
    """A text with every gap filled in, once: what is filled in is looked at no more.

    `value` gives what belongs into the gap of a name; it has been checked that there is one.
    """
    return _BRACED.sub(lambda match: value((match[1] or "").strip()), text)
