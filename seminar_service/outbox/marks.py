"""What a mail's text says of itself while it is made: which lines are facts, buttons, headings.

A mail is written once, as lines of text; some of them carry a mark, made of control characters,
which nothing that people type keeps. The plain text is made of the lines (`plain_of`), and so is
the HTML (`outbox/html.py`).
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from seminar_service.domain.text_folding import without_controls

HEADING: Final = "\x1c"
FACT: Final = "\x1d"
BUTTON: Final = "\x1e"
PART: Final = "\x1f"
"""Between the label and what it is the label of."""

_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class Marked(str):
    """Text whose marks are ours."""

    __slots__ = ()


def cleaned(value: object) -> str:
    """A value as a mail may carry it: without controls and noncharacters, unless it is `Marked`."""
    return value if isinstance(value, Marked) else without_controls(str(value))


def fact(label: object, value: object) -> Marked:
    """A line that names a thing and says what it is."""
    return Marked(f"{FACT}{cleaned(label)}{PART}{cleaned(value)}")


def button(label: object, address: object) -> Marked:
    """A line with an address; where a mail has buttons, one with this label leads there."""
    return Marked(f"{BUTTON}{cleaned(label)}{PART}{cleaned(address)}")


def heading(text: object) -> Marked:
    """A line that says what comes next."""
    return Marked(f"{HEADING}{cleaned(text)}")


def tidy(marked: str) -> str:
    """A text without blank lines around it, or two that follow each other."""
    return _BLANK_LINES.sub("\n\n", marked.strip(" \t\r\n") + "\n")


def parted(line: str) -> tuple[str, str, str]:
    """A line's mark, its label and what it says; no mark or label where it has none."""
    if line[:1] not in {HEADING, FACT, BUTTON} or not line:
        return "", "", line
    label, _, said = line[1:].rpartition(PART)
    return line[0], label, said


def plain_of(marked: str, joined: Callable[[str, str], str]) -> str:
    """The text of lines with marks; `joined` puts a label before what it names."""
    return "\n".join(_plain_lines(marked, joined))


def _plain_lines(marked: str, joined: Callable[[str, str], str]) -> Iterator[str]:
    for line in marked.split("\n"):
        mark, label, said = parted(line)
        yield joined(label, said) if mark == FACT else said
