"""Whom a round asks, until when, and when it reminds: rules without a database."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.mail_addresses import address_digest

USUALLY_WITHIN: Final = timedelta(days=14)
"""How long hosts and advisers usually have to answer."""

REMINDED_BEFORE: Final = (timedelta(days=5), timedelta(days=1))
"""How long before the deadline who has not answered is reminded."""

REMINDED_AT: Final = time(9)
"""The hour in Japan of a reminder."""

LEAST_PAUSE: Final = timedelta(hours=20)
"""Nobody gets two mails about the same dates within this time."""


@dataclass(frozen=True)
class Who:
    """Whom a round asks: an adviser by number, or a host by what its address is known by."""

    adviser_id: int | None = None
    contact_key: str | None = None

    @classmethod
    def host(cls, address: str) -> "Who":
        """The host whose mail goes to an address."""
        return cls(contact_key=address_digest(address))


def usual_deadline(today: date) -> date:
    """Until when people are asked to answer, where nobody chose another day."""
    return today + USUALLY_WITHIN


def next_reminder(due_on: date, *, after: datetime) -> datetime | None:
    """When who has not answered is reminded next; None where no reminder is left.

    Args:
        due_on: The last day on which an answer is asked for.
        after: When the last mail about it was written.
    """
    for before in REMINDED_BEFORE:
        moment = instant_of(due_on - before, REMINDED_AT)
        if moment >= after + LEAST_PAUSE:
            return moment
    return None
