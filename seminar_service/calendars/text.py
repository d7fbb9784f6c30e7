"""Text as every calendar program reads it alike."""

import re
from typing import Final

from icalendar import vText

from seminar_service.domain.text_folding import is_writable

# Line and paragraph separators and bidirectional controls; and the byte order mark.
_STRIPPED: Final = frozenset(
    "\u0085\u2028\u2029"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\ufeff"
)
# Some programs look for these anywhere in the file, inside a text too.
_COMPONENT_MARKS: Final = re.compile(r"(BEGIN|END):(?=V)", re.IGNORECASE)
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")
_WHITE_SPACE: Final = re.compile(r"\s+")


def clean_lines(text: str) -> str:
    r"""Return text that survives every calendar program, with `\n` between lines.

    Control characters, lone surrogates, noncharacters, Unicode line separators and bidirectional
    controls go; a tab becomes a space. The backslash becomes its full-width form `＼`, because
    several programs misread an escaped backslash before an n; so does the colon of `BEGIN:V…`.
    """
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace("\\", "＼")
    plain = "".join(letter for letter in lines if letter == "\n" or _is_plain(letter))
    return _COMPONENT_MARKS.sub(r"\1：", plain).strip()


def clean_line(text: str) -> str:
    """Return the same as one line, each run of white space a single space."""
    return _WHITE_SPACE.sub(" ", clean_lines(text))


def text_line(text: str, **parameters: str) -> vText:
    """Return a one-line TEXT value; plain strings would be written unescaped in some properties."""
    return vText(clean_line(text), params=parameters)


def text_lines(text: str, **parameters: str) -> vText:
    """Return a TEXT value that keeps its lines."""
    return vText(clean_lines(text), params=parameters)


def _is_plain(letter: str) -> bool:
    return letter not in _STRIPPED and is_writable(letter)
