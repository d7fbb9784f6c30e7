"""What a notice says and to whom, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from seminar_service.domain import placeholders
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.registrations.states import RegistrationState

LONGEST_SUBJECT: Final = 150
"""Letters of a subject as it is written."""
LONGEST_BODY: Final = 8_000
"""Letters of a text as it is written."""
NIGHT_BEGINS: Final = time(21)
NIGHT_ENDS: Final = time(8)
"""Between these, by the clock of Japan, nobody expects an email from an office."""


class Placeholder(StrEnum):
    """What a text leaves open, to be filled in for each person."""

    NAME = "name"
    SEMINAR = "seminar"
    DAY = "day"
    PLACE = "place"
    LINK = "link"


PLACEHOLDERS: Final[Mapping[str, Placeholder]] = {
    "氏名": Placeholder.NAME,
    "セミナー": Placeholder.SEMINAR,
    "日時": Placeholder.DAY,
    "会場": Placeholder.PLACE,
    "専用リンク": Placeholder.LINK,
} | {each.value: each for each in Placeholder}
"""How they are written between braces, in texts of either language."""


class NoticeEmpty(DomainError):  # noqa: N818 (named after the rule)
    """No language has both subject and text, or nobody would get it."""

    code = "notice_empty"
    category = Category.INVALID


@dataclass(frozen=True)
class Letter:
    """Subject and text in one language, with their placeholders."""

    subject: str
    body: str

    @property
    def is_whole(self) -> bool:
        """Whether it can be sent."""
        return bool(self.subject and self.body)


@dataclass(frozen=True)
class Audience:
    """To whom a notice goes: the registrations of a tour for which all of this holds.

    Attributes:
        seminar_id: Of this seminar alone; None for all.
        place: In this prefecture alone; empty for all.
        kind: Those alone who take part so; None for all.
        states: Those alone that stand so.
    """

    seminar_id: int | None
    place: str
    kind: ParticipantKind | None
    states: Sequence[RegistrationState]


def placeholders_in(text: str) -> set[Placeholder]:
    """What a text leaves open.

    Raises:
        PlaceholderUnknown: it has a brace that belongs to none on the list.
    """
    found = set()
    for gap in placeholders.gaps_in(text):
        known = PLACEHOLDERS.get(gap.name)
        if known is None:
            raise PlaceholderUnknown(gap.written, gap.line)
        found.add(known)
    return found


def filled(text: str, values: Mapping[Placeholder, str]) -> str:
    """A text with its placeholders filled in, once: what is filled in is looked at no more."""
    return placeholders.filled(text, lambda name: values[PLACEHOLDERS[name]])


def speaks_of_registrations(letters: Mapping[Locale, Letter]) -> bool:
    """Whether the texts say something else for each registration of one person."""
    found = set[Placeholder]()
    for letter in letters.values():
        found |= placeholders_in(letter.subject) | placeholders_in(letter.body)
    return bool(found - {Placeholder.NAME})


def is_night(clock: time) -> bool:
    """Whether a clock in Japan shows a time at which people sleep."""
    return clock >= NIGHT_BEGINS or clock < NIGHT_ENDS
