"""What the public may see of a seminar, and when it may register."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.japan_time import instant_of
from seminar_service.seminars.states import SeminarState

PUBLIC_STATES: Final = frozenset({SeminarState.ANNOUNCED, SeminarState.CLOSED, SeminarState.HELD})
"""Those that everybody may see. A cancelled one is seen where it was announced before."""

STATES_AHEAD: Final = frozenset({SeminarState.ANNOUNCED, SeminarState.CLOSED})
"""Those of public seminars that will be held, or are going on."""


class RegistrationNotOpen(DomainError):  # noqa: N818 (named after the rule)
    """The seminar takes no registrations: it is closed, cancelled, or has begun."""

    code = "registration_not_open"
    category = Category.CONFLICT


class SeminarBegun(DomainError):  # noqa: N818 (named after the rule)
    """The seminar has begun, so that nobody withdraws from it any more."""

    code = "seminar_begun"
    category = Category.CONFLICT


def begins_at(day: date, starts_at: time) -> datetime:
    """The instant at which a seminar begins, on the clock of Japan."""
    return instant_of(day, starts_at)


def has_begun(day: date, starts_at: time, now: datetime) -> bool:
    """Tell whether a seminar has begun at an aware instant."""
    return begins_at(day, starts_at) <= now


def is_to_come(state: SeminarState, day: date, ends_at: time, now: datetime) -> bool:
    """Tell whether a public seminar will be held, or is going on, at an aware instant."""
    return state in STATES_AHEAD and instant_of(day, ends_at) > now


def is_public(state: SeminarState, announced_at: datetime | None) -> bool:
    """Tell whether anybody may see a seminar.

    What was announced once stays visible, also as cancelled; what was cancelled before nobody
    outside ever heard of.
    """
    return state in PUBLIC_STATES or (state is SeminarState.CANCELLED and announced_at is not None)


def registration_ends(day: date, starts_at: time, closes_on: date | None) -> datetime:
    """The instant at which registration ends: with its last day, or when the seminar begins.

    Args:
        day: The seminar's day in Japan.
        starts_at: When it begins.
        closes_on: The last day of registration; `None` where people may come until it begins.
    """
    begins = begins_at(day, starts_at)
    if closes_on is None:
        return begins
    return min(begins, instant_of(closes_on + timedelta(days=1), time()))


def takes_registrations(
    state: SeminarState,
    day: date,
    starts_at: time,
    now: datetime,
    *,
    closes_on: date | None = None,
) -> bool:
    """Tell whether people may register: from the announcement until registration ends."""
    return state is SeminarState.ANNOUNCED and now < registration_ends(day, starts_at, closes_on)


class Standing(StrEnum):
    """How a public seminar stands for somebody who might come."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    HELD = "held"
    CANCELLED = "cancelled"


def standing(
    state: SeminarState,
    day: date,
    starts_at: time,
    *,
    places_left: int,
    now: datetime,
    closes_on: date | None = None,
) -> Standing:
    """Say how a public seminar stands at an aware instant; full ones have a waiting list."""
    if state is SeminarState.CANCELLED:
        return Standing.CANCELLED
    if state is SeminarState.HELD:
        return Standing.HELD
    if not takes_registrations(state, day, starts_at, now, closes_on=closes_on):
        return Standing.CLOSED
    return Standing.OPEN if places_left > 0 else Standing.FULL
