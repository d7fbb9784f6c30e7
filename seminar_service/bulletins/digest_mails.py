"""The mail with the numbers of registrations of a day. Part of the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.bulletins.mails import standing
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.seminars.model import Seminar

MOST: Final = 50
"""Of so many seminars one mail gives the numbers; of the others it says how many there are."""


@dataclass(frozen=True)
class Counted:
    """How many people registered for a seminar, withdrew, and lost their place or wait by time."""

    seminar: Seminar
    registered: int = 0
    withdrew: int = 0
    lapsed: int = 0


def send(
    session: Session, user: User, counted: Sequence[Counted], *, office: Office, now: datetime
) -> None:
    """Put a digest into the outbox: seminars, numbers and pages, and nobody's name."""
    locale = user.locale
    addresses = office.addresses(locale)
    context: dict[str, object] = {
        "counted": [_numbers(each, office, locale) for each in counted[:MOST]],
        "more": len(counted[MOST:]),
        "registered": sum(each.registered for each in counted),
        "withdrew": sum(each.withdrew for each in counted),
        "staff_address": addresses.staff_home(),
        "choice_address": addresses.staff_bulletins(),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(user.email, user.name or user.email.split("@")[0], locale)
    outbox.enqueue(
        session, "office_digest", recipient, context, about=f"account:{user.id}", now=now
    )


def _numbers(counted: Counted, office: Office, locale: str) -> dict[str, object]:
    seminar = counted.seminar
    return {
        "host": " ".join(seminar.host_name.split()),
        "day": seminar.day,
        "registered": counted.registered,
        "withdrew": counted.withdrew,
        "lapsed": counted.lapsed,
        "standing": standing(seminar),
        "address": office.addresses(locale).staff_registrations(seminar.public_id),
    }
