"""What handouts are, who receives them, and how many a seminar needs."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

MOST_PIECES: Final = 1_000_000
"""Pieces of one handout in one receipt or order."""
_FULL_TEN: Final = 10
POSTERS_OF_SEMINAR: Final = 2
"""At the door and in the room."""


class HandoutKind(StrEnum):
    """What a handout is."""

    PAMPHLET = "pamphlet"
    POSTER = "poster"


class ReceiverKind(StrEnum):
    """For whom handouts are: a support counter, a host such as a chamber, a seminar, others."""

    COUNTER = "counter"
    HOST = "host"
    SEMINAR = "seminar"
    OTHER = "other"


@dataclass(frozen=True)
class HandoutDetails:
    """A pamphlet or poster: in which edition and language ("ja", "en" …)."""

    kind: HandoutKind
    name_ja: str
    edition: str
    language: str
    name_en: str = ""


@dataclass(frozen=True)
class Receiver:
    """To whom an order goes, and for which thing; `prefecture` is a code."""

    kind: ReceiverKind
    organisation: str
    prefecture: str
    address: str
    postal_code: str = ""
    person: str = ""
    counter_id: int | None = None
    bid_id: int | None = None
    seminar_id: int | None = None


def proposed(kind: HandoutKind, audience: int) -> int:
    """How many a seminar needs for so many people: pamphlets for all, in full tens."""
    if kind is HandoutKind.POSTER:
        return POSTERS_OF_SEMINAR
    return ceil(audience / _FULL_TEN) * _FULL_TEN
