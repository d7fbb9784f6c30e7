"""Folding of what people type, so that the same thing typed differently compares equal."""

import re
import unicodedata
from typing import Final

# What stands on keyboards where a hyphen is meant; the prolonged sound mark among them.
_HYPHENS: Final = re.compile("[‐‑‒–—―−ー─━﹣\\-]")
_SPACES: Final = re.compile(r"\s+")
_CONTROLS: Final = frozenset({"Cc", "Cs"})
# Noncharacters are the last two letters of every plane, and these.
_LAST_OF_PLANE: Final = 0xFFFE
_AMONG_ARABIC_FORMS: Final = range(0xFDD0, 0xFDF0)


def fold_width(text: str) -> str:
    """Turn full-width Latin letters and digits and half-width kana into their usual forms."""
    return unicodedata.normalize("NFKC", text)


def fold_spaces(text: str) -> str:
    """Make each run of white space one ASCII space and strip the ends."""
    return _SPACES.sub(" ", text).strip()


def fold_hyphens(text: str) -> str:
    """Make every dash, minus and prolonged sound mark an ASCII hyphen; for numbers only."""
    return _HYPHENS.sub("-", text)


def without_controls(text: str, keep: str = "\t\n\r") -> str:
    """Drop control characters, which nobody types and databases refuse, except those in `keep`.

    Lone surrogates and noncharacters go with them; what joins letters (as in emoji) stays.
    """
    if text.isprintable():  # as nearly all is: a release asks of each line of hundreds of mails
        return text
    return "".join(letter for letter in text if letter in keep or is_writable(letter))


def is_writable(letter: str) -> bool:
    """Whether a letter may stand in text that programs exchange.

    Control characters, lone surrogates and the 66 noncharacters may not: those no standard will
    ever give a meaning, and some programs refuse a whole file for one of them.
    """
    code = ord(letter)
    is_noncharacter = code & _LAST_OF_PLANE == _LAST_OF_PLANE or code in _AMONG_ARABIC_FORMS
    return not is_noncharacter and unicodedata.category(letter) not in _CONTROLS


def break_encoded_words(text: str) -> str:
    """Put a space into what begins as an encoded word of a mail header [RFC 2047].

    Some program on the way may decode what somebody typed, with the line breaks hidden in it.
    """
    return text.replace("=?", "= ?")
