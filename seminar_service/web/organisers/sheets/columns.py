"""Columns of files that somebody fills in, by their names in both languages, and their words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from seminar_service.domain.names import name_key
from seminar_service.questions import values as answers
from seminar_service.web.locale import current_locale

LOCALES: Final = ("ja", "en")
YES: Final = frozenset(
    {"yes", "y", "true", "1", "はい", "有", "あり", "希望", "希望する", "○", "〇"}
)
NO: Final = frozenset({"", "no", "n", "false", "0", "いいえ", "無", "なし", "希望しない", "×"})


_PARTED: Final = re.compile(r"([、，,;；/／\n])")


@dataclass(frozen=True)
class InBoth:
    """A text that the organiser wrote in both languages; for readers, in theirs."""

    ja: str
    en: str

    def __str__(self) -> str:
        """The text in the language of the request."""
        return self.ja if current_locale() == "ja" else self.en


@dataclass(frozen=True)
class ImportColumn:
    """One column.

    Attributes:
        name: The field of the form that checks it, or what else it is called.
        label: As the template calls it.
        also: Other names that it may have.
        words: What may stand in it, by value; empty where anything may.
        aliases: Other words for the same values.
        several: Whether several of these may stand in it.
        sample: What the template shows as an example, in Japanese.
        needed: Whether no line does without it.
    """

    name: str
    label: Any
    also: tuple[str, ...] = ()
    words: Mapping[Any, Any] | None = None
    aliases: Mapping[str, str] | None = None
    several: bool = False
    sample: str = ""
    needed: bool = False


YES_OR_NO: Final[Mapping[str, Any]] = {"y": _l("Yes"), "": _l("No")}
"""Of a box to be ticked: an empty cell says no."""
YES_AND_NO: Final[Mapping[str, Any]] = {answers.YES: _l("Yes"), answers.NO: _l("No")}
"""Of a question: an empty cell says nothing."""


def found_columns(
    head: Sequence[str], columns: Sequence[ImportColumn]
) -> tuple[dict[str, int], list[str], list[str]]:
    """Where each column stands, what the file calls those that are not read, and those given twice.

    Names count whatever their language, width, case and spaces; of two columns of one name, the
    first.
    """
    known = {key: each for each in reversed(columns) for key in keys_of(each)}
    places: dict[str, int] = {}
    unread, twice = [], []
    for place, text in enumerate(head):
        column = known.get(name_key(text))
        if column is None:
            unread += [text] if text else []
        elif column.name in places:
            twice.append(text)
        else:
            places[column.name] = place
    return places, unread, twice


def keys_of(column: ImportColumn) -> set[str]:
    """All that a file may call a column, folded."""
    return {name_key(text) for text in (*_in_both(column.label), column.name, *column.also)}


def reader_of(column: ImportColumn) -> Callable[[str], list[str] | None]:
    """What makes of a cell the values of its field; None where its words are not known.

    Made once for a file: the words are looked up in both languages.
    """
    if column.words is None:
        return lambda text: [text]
    if column.words is YES_OR_NO:
        return _box
    if column.words is YES_AND_NO:
        return _yes_or_no
    values = _values(column.words) | {
        name_key(word): v for word, v in (column.aliases or {}).items()
    }
    if column.several:
        longest = max((len(_PARTED.split(word)) for word in values), default=1)
        return lambda text: _several(text, values, longest)
    return lambda text: _one(text, values)


def right_words(column: ImportColumn) -> list[str]:
    """What may stand in a column, in the reader's language."""
    return [str(word) for word in (column.words or {}).values()]


def _in_both(text: Any) -> list[str]:  # noqa: ANN401 (a lazy text)
    if isinstance(text, InBoth):
        return [text.ja, text.en]
    said = []
    for locale in LOCALES:
        with force_locale(locale):
            said.append(str(text))
    return said


def _values(words: Mapping[Any, Any]) -> dict[str, str]:
    found = {name_key(text): str(value) for value, word in words.items() for text in _in_both(word)}
    return found | {name_key(str(value)): str(value) for value in words}


def _one(text: str, values: Mapping[str, str]) -> list[str] | None:
    if not text:
        return []
    value = values.get(name_key(text))
    return None if value is None else [value]


def _several(text: str, values: Mapping[str, str], longest: int) -> list[str] | None:
    """What is chosen; the words may hold the signs that part them, so that the longest counts."""
    found: dict[str, None] = {}
    parts = _PARTED.split(text)
    while parts:
        lengths = range(min(longest, len(parts)), 0, -2)
        known = ((values.get(name_key("".join(parts[:each]))), each) for each in lengths)
        value, length = next(((value, each) for value, each in known if value), ("", 1))
        if value:
            found[value] = None
        elif parts[0].strip():
            return None
        parts = parts[length + 1 :]
    return list(found)


def _box(text: str) -> list[str] | None:
    folded = text.strip().casefold()
    if folded in YES:
        return ["y"]
    return [] if folded in NO else None


def _yes_or_no(text: str) -> list[str] | None:
    folded = text.strip().casefold()
    if not folded:
        return []
    if folded in YES:
        return [answers.YES]
    return [answers.NO] if folded in NO else None
