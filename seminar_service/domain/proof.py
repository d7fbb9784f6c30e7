"""Whether a mailbox is its user's: when the button in a mail must be pressed, and for how long."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

PROOF_HOLDS: Final = timedelta(days=400)
"""How long a pressed button speaks for a mailbox: one tour, and the beginning of the next."""


class ProofRule(StrEnum):
    """When a registration holds only once the button in its mail is pressed."""

    USUAL = "usual"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True)
class Caution:
    """How far strangers are trusted.

    Attributes:
        secret: Key of the hashes that stand for mailboxes.
        hold: How long a place waits for the button.
        places_per_network: How many registrations for one seminar come from one network within a
            day before the next ones need the button.
        mails_per_hour: How many mails strangers may cause to one mailbox within an hour, as long
            as nobody has pressed the button behind one of them.
    """

    secret: str = field(default="", repr=False)
    hold: timedelta = timedelta(hours=1)
    places_per_network: int = 5
    mails_per_hour: int = 5


@dataclass(frozen=True)
class Applying:
    """What is known about a registration that comes in.

    Attributes:
        proven: Whether the button behind an earlier mail to this mailbox has been pressed.
        of_mailbox: How many registrations named this mailbox within a day, this one included.
        from_network: How many came from this network for this seminar, this one included.
    """

    proven: bool
    of_mailbox: int
    from_network: int


def needs_button(rule: ProofRule, applying: Applying, caution: Caution) -> bool:
    """Whether a registration holds only once the button in its mail is pressed.

    Usually the first one for a mailbox holds at once, and so does every one for a mailbox that
    is known to be its user's.
    """
    if rule is not ProofRule.USUAL:
        return rule is ProofRule.ALWAYS
    if applying.proven:
        return False
    return applying.of_mailbox > 1 or applying.from_network > caution.places_per_network


def held_until(now: datetime, begins_at: datetime, caution: Caution) -> datetime:
    """Until when a place waits for the button: never beyond the beginning of the seminar."""
    return min(now + caution.hold, begins_at)
