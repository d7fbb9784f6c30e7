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
    """The seminar takes no registrations: not yet, or it is closed, cancelled, or has begun."""

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


OPENS_AT: Final = time(10)
"""The hour in Japan at which registration opens where only a day is said."""


def registration_opens(
    day: date, opens_on: date | None, opens_time: time | None, days_before: int = 0
) -> datetime | None:
    """The instant at which registration opens; None where it does with the announcement.

    Args:
        day: The seminar's day in Japan.
        opens_on: The day on which it opens; `None` where the tour's rule holds.
        opens_time: At what hour; `None` for `OPENS_AT`.
        days_before: How many days before the seminar's the tour lets it open; 0 for at once.
    """
    if opens_on is not None:
        return instant_of(opens_on, opens_time or OPENS_AT)
    return instant_of(day - timedelta(days=days_before), OPENS_AT) if days_before else None


def registration_ends(
    day: date,
    starts_at: time,
    closes_on: date | None,
    before: timedelta = timedelta(),
    closes_time: time | None = None,
) -> datetime:
    """The instant at which registration ends: with its last day, or some time before it begins.

    Args:
        day: The seminar's day in Japan.
        starts_at: When it begins.
        closes_on: The last day of registration; `None` where that of the tour holds.
        before: How long before the start the tour, or the seminar, lets registration end.
        closes_time: At what hour of the last day; `None` where that day counts whole.
    """
    begins = begins_at(day, starts_at)
    if closes_on is None:
        return begins - before
    if closes_time is not None:
        return min(begins, instant_of(closes_on, closes_time))
    return min(begins, instant_of(closes_on + timedelta(days=1), time()))


def takes_registrations(
    state: SeminarState, ends: datetime, now: datetime, *, opens: datetime | None = None
) -> bool:
    """Tell whether people may register: from when it opens, once announced, until it ends."""
    return state is SeminarState.ANNOUNCED and (opens is None or opens <= now) and now < ends


class Standing(StrEnum):
    """How a public seminar stands for somebody who might come."""

    NOT_YET = "not_yet"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    HELD = "held"
    CANCELLED = "cancelled"


def standing(
    state: SeminarState,
    registration_ends: datetime,
    *,
    places_left: int,
    now: datetime,
    opens: datetime | None = None,
) -> Standing:
    """Say how a public seminar stands at an aware instant; full ones have a waiting list."""
    if state is SeminarState.CANCELLED:
        return Standing.CANCELLED
    if state is SeminarState.HELD:
        return Standing.HELD
    opens_later = opens is not None and now < min(opens, registration_ends)
    if state is SeminarState.ANNOUNCED and opens_later:
        return Standing.NOT_YET
    if not takes_registrations(state, registration_ends, now, opens=opens):
        return Standing.CLOSED
    return Standing.OPEN if places_left > 0 else Standing.FULL
