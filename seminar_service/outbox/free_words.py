"""Paragraphs that the office adds to a mail that is written by itself: text, and nothing else."""

import re
from typing import Final

from seminar_service.domain.text_folding import without_controls

_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_FOOT: Final = "\n--\n"


def joined(*paragraphs: str) -> str:
    """Several paragraphs one below the other; empty ones are left out."""
    return "\n\n".join(each.strip() for each in paragraphs if each.strip())


def with_words(marked: str, words: str, name: str) -> str:
    """The lines of a mail with paragraphs of the office.

    They stand below the greeting; where the first paragraph does not name the reader, because
    somebody wrote the letter anew, at its end before what the office signs with.

    Args:
        marked: The mail, with its marks.
        words: What is added. What would be a mark is left out of it.
        name: Who is written to.
    """
    said = joined(without_controls(words, keep="\n"))
    if not said:
        return marked
    text = marked.lstrip("\n")
    greeting = _BLANK_LINE.search(text)
    if greeting and name and name in text[: greeting.start()]:
        return f"{text[: greeting.start()]}\n\n{said}\n\n{text[greeting.end() :]}"
    body, foot, signed = text.rpartition(_FOOT)
    if not foot:
        body, signed = signed, ""
    return f"{body.rstrip()}\n\n{said}\n{foot}{signed}"
