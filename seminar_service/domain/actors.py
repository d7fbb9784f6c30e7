"""Who does something."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """The parties of a tour, the support counters, and the service itself."""

    ORGANISER = "organiser"
    HOST = "host"
    ADVISER = "adviser"
    PARTICIPANT = "participant"
    COUNTER = "counter"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: the party, and for organisers the account's number.

    The name of a person is never kept here, so that an actor may be written to a log.
    """

    kind: ActorKind
    user_id: int | None = None


HOST = Actor(ActorKind.HOST)
ADVISER = Actor(ActorKind.ADVISER)
COUNTER = Actor(ActorKind.COUNTER)
PARTICIPANT = Actor(ActorKind.PARTICIPANT)
SYSTEM = Actor(ActorKind.SYSTEM)
