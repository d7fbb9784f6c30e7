"""What is known of an adviser, and what one takes on in a tour."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class AdviserDetails:
    """Who an adviser is. `home` is the prefecture's code; readings are full-width katakana."""

    name: str
    name_kana: str
    name_en: str
    email: str
    home: str
    profile_ja: str
    profile_en: str
    topic_ids: Sequence[int]


@dataclass(frozen=True)
class Limits:
    """How much an adviser takes on in one tour; nights are those of one trip."""

    max_seminars: int
    max_per_month: int
    max_nights_away: int


USUAL_LIMITS = Limits(max_seminars=12, max_per_month=3, max_nights_away=2)
