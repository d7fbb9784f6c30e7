"""What is said about a seminar, fact by fact, so that people can be told what changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from seminar_service.advisers.model import Adviser
from seminar_service.domain.locales import Locale
from seminar_service.seminars.model import Seminar


class Fact(StrEnum):
    """Something that is said about a seminar beside its day and times."""

    TITLE_JA = "title_ja"
    TITLE_EN = "title_en"
    DESCRIPTION_JA = "description_ja"
    DESCRIPTION_EN = "description_en"
    PROGRAMME_JA = "programme_ja"
    PROGRAMME_EN = "programme_en"
    ADVISERS_JA = "advisers_ja"
    ADVISERS_EN = "advisers_en"
    VENUE = "venue_name"
    POSTAL_CODE = "venue_postal_code"
    ADDRESS = "venue_address"
    ACCESS_JA = "access_ja"
    ACCESS_EN = "access_en"
    CAPACITY = "capacity"
    ONLINE_CAPACITY = "online_capacity"
    REGISTRATION_OPENS_ON = "registration_opens_on"
    REGISTRATION_OPENS_TIME = "registration_opens_time"
    REGISTRATION_CLOSES_ON = "registration_closes_on"
    REGISTRATION_CLOSES_TIME = "registration_closes_time"
    REGISTRATION_CLOSES_HOURS = "registration_closes_hours"


_READ_IN: Final[Mapping[Fact, Locale]] = {
    Fact.TITLE_JA: Locale.JA,
    Fact.TITLE_EN: Locale.EN,
    Fact.DESCRIPTION_JA: Locale.JA,
    Fact.DESCRIPTION_EN: Locale.EN,
    Fact.PROGRAMME_JA: Locale.JA,
    Fact.PROGRAMME_EN: Locale.EN,
    Fact.ACCESS_JA: Locale.JA,
    Fact.ACCESS_EN: Locale.EN,
    Fact.ADVISERS_JA: Locale.JA,
    Fact.ADVISERS_EN: Locale.EN,
}
LONG: Final = (
    *(Fact.DESCRIPTION_JA, Fact.DESCRIPTION_EN, Fact.PROGRAMME_JA, Fact.PROGRAMME_EN),
    *(Fact.ACCESS_JA, Fact.ACCESS_EN),
)
"""Of these people read what is said from now on, and not what was said before."""

_OF_OTHERS: Final = frozenset(
    {
        *(Fact.CAPACITY, Fact.ONLINE_CAPACITY),
        *(Fact.REGISTRATION_OPENS_ON, Fact.REGISTRATION_OPENS_TIME),
        *(Fact.REGISTRATION_CLOSES_ON, Fact.REGISTRATION_CLOSES_TIME),
        Fact.REGISTRATION_CLOSES_HOURS,
    }
)
"""What concerns those alone who have no place yet."""

Facts = Mapping[Fact, str]


@dataclass(frozen=True)
class ChangedFact:
    """One fact before and after a change; empty where nothing is said."""

    fact: Fact
    before: str
    after: str

    @property
    def is_day(self) -> bool:
        """Whether it is a day, as an ISO date or empty."""
        return self.fact in {Fact.REGISTRATION_OPENS_ON, Fact.REGISTRATION_CLOSES_ON}

    @property
    def is_long(self) -> bool:
        """Whether only what is said from now on is read."""
        return self.fact in LONG


def facts_of(seminar: Seminar) -> Facts:
    """What is said about a seminar at present."""
    return {fact: _said(seminar, fact) for fact in Fact}


def advisers_said(fact: Fact, team: Iterable[Adviser]) -> str:
    """The names of some advisers as one of the two facts about them says them."""
    if fact is Fact.ADVISERS_JA:
        return "、".join(adviser.display_name(Locale.JA) for adviser in team)
    return ", ".join(adviser.display_name(Locale.EN) for adviser in team)


def _said(seminar: Seminar, fact: Fact) -> str:
    if fact in {Fact.ADVISERS_JA, Fact.ADVISERS_EN}:
        return advisers_said(fact, (member.adviser for member in seminar.team))
    return said(getattr(seminar, fact.value))


def said(value: object) -> str:
    """A column of a seminar as a fact says it: days as ISO dates, nothing as an empty text."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def changed_facts(before: Facts, after: Facts) -> tuple[ChangedFact, ...]:
    """What is said otherwise, in the order in which people read it."""
    return tuple(
        ChangedFact(fact, before[fact], after[fact])
        for fact in Fact
        if fact in before and fact in after and before[fact] != after[fact]
    )


def told_to_participants(changes: tuple[ChangedFact, ...], locale: str) -> tuple[ChangedFact, ...]:
    """What of it concerns somebody who registered and reads one language.

    The number of places concerns who waits alone, and they are told when they move up; until when
    others may register concerns nobody who has registered.
    """
    return tuple(
        each
        for each in changes
        if each.fact not in _OF_OTHERS and _READ_IN.get(each.fact, locale) == locale
    )


def told_to_partners(changes: tuple[ChangedFact, ...], locale: str) -> tuple[ChangedFact, ...]:
    """What of it concerns host and advisers: all, but names of advisers in one language alone."""
    other = Fact.ADVISERS_EN if locale == Locale.JA else Fact.ADVISERS_JA
    return tuple(each for each in changes if each.fact is not other)
