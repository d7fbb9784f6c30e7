"""Searching public seminars by words, in languages with spaces and without."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

from seminar_service.advisers.model import Adviser
from seminar_service.domain.prefectures import Prefecture, prefectures
from seminar_service.domain.text_folding import fold_spaces, fold_width, without_controls
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Topic

MOST_WORDS: Final = 5
"""So many words are looked for; further ones are left out."""

LONGEST_TEXT: Final = 100
"""Characters that are read of what somebody looks for."""

_TEXTS: Final = (
    *(Seminar.title_ja, Seminar.title_en, Seminar.host_name, Seminar.venue_name),
    *(Seminar.venue_address, Seminar.description_ja, Seminar.description_en),
)


def words_of(text: str) -> tuple[str, ...]:
    """What somebody looks for, as words all of which a seminar has to have.

    Japanese is written without spaces: the name of a prefecture at the beginning is a word of its
    own, so that 愛知営業秘密 and 愛知県の営業秘密 find what 愛知 営業秘密 finds.
    """
    folded = fold_spaces(fold_width(without_controls(text[:LONGEST_TEXT])))
    words = [word for piece in folded.split(" ") if piece for word in _parted(piece)]
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def says(word: str) -> ColumnElement[bool]:
    """Select the seminars that say a word: in their texts, or the names of place, topic, adviser.

    Letters compare whatever their case.
    """
    codes = [each.code for each in prefectures() if _is_called(each, word)]
    name_of_topic = or_(*(_holds(column, word) for column in (Topic.name_ja, Topic.name_en)))
    name_of_adviser = or_(*(_holds(column, word) for column in (Adviser.name, Adviser.name_en)))
    return or_(
        *(_holds(column, word) for column in _TEXTS),
        Seminar.place.in_(codes),
        Seminar.topics.any(name_of_topic),
        Seminar.team.any(TeamMember.adviser.has(name_of_adviser)),
    )


def _parted(piece: str) -> Iterator[str]:
    """A piece without spaces; where it begins with a prefecture's name, in two words."""
    names = (name for each in prefectures() for name in (each.name_ja, each.short_name_ja))
    begins = max((name for name in names if piece.startswith(name)), key=len, default="")
    rest = piece.removeprefix(begins).removeprefix("の") if begins else piece
    yield from filter(None, (begins, rest))


def _is_called(prefecture: Prefecture, word: str) -> bool:
    return word in prefecture.name_ja or word.casefold() in prefecture.name_en.casefold()


def _holds(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return column.icontains(word, autoescape=True)
