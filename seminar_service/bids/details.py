"""What a bid says, apart from how it came in and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.tours.model import Topic

Slots = Sequence[Sequence[int]]
"""One entry per adviser that is needed: the ids of the topics that this adviser must have."""


@dataclass(frozen=True)
class BidDetails:
    """Everything that a host says about the seminar it asks for, in normalised form.

    Attributes:
        corporate_number: Thirteen digits, or `None`.
        place: Code of the prefecture, `01` to `47`.
        days: One choice per day; at least one of them possible.
        topic_ids: What the seminar is about; at least one.
        expected_audience: People, or `None` where the host does not know.
    """

    host_kind: HostKind
    host_name: str
    host_name_kana: str
    corporate_number: str | None
    contact_name: str
    contact_department: str
    contact_email: str
    contact_telephone: str
    place: str
    venue_name: str
    venue_postal_code: str
    venue_address: str
    capacity: int
    starts_at: time
    ends_at: time
    expected_audience: int | None
    audience: Audience
    remarks: str
    days: Mapping[date, Choice]
    topic_ids: Sequence[int]


@dataclass(frozen=True)
class OfficeDetails:
    """What only the staff says about a bid: the advisers it needs, and the price of refusing it.

    `decline_yen` is `None` where the tour's own figure holds.
    """

    slots: Slots
    decline_yen: int | None


_COLUMNS = tuple(
    field.name for field in fields(BidDetails) if field.name not in {"days", "topic_ids"}
)
_HALL: Final = {
    "venue_name": "venue",
    "venue_postal_code": "venue",
    "venue_address": "venue",
    "capacity": "capacity",
}


def changed_at_the_hall(bid: Bid, details: BidDetails) -> list[str]:
    """What of "venue" and "capacity" a bid would say otherwise than before.

    A seminar may have these of its own: the history tells which of both was changed later.
    """
    changed = [name for name in _HALL if getattr(bid, name) != getattr(details, name)]
    return list(dict.fromkeys(_HALL[name] for name in changed))


def write_details(bid: Bid, details: BidDetails) -> None:
    """Put the columns and the dates of `details` into a bid; slots are written apart."""
    for name in _COLUMNS:
        setattr(bid, name, getattr(details, name))
    held = {each.day: each for each in bid.dates}
    for day, choice in details.days.items():
        if day in held:
            held[day].choice = choice
        else:
            bid.dates.append(BidDate(day=day, choice=choice))
    for day, row in held.items():
        if day not in details.days:
            bid.dates.remove(row)


def note_contact(bid: Bid, details: BidDetails, *, now: datetime) -> None:
    """Note where a bid is given to another mailbox, before its details are written.

    Links that were made before are of whoever had it until then.
    """
    if mail_key(details.contact_email) != mail_key(bid.contact_email):
        bid.contact_changed_at = now


def write_slots(session: Session, bid: Bid, slots: Slots) -> None:
    """Give a bid one slot per entry of `slots`; the slots that it had are changed in place."""
    wanted = {topic_id for slot in slots for topic_id in slot}
    topics = {
        topic.id: topic for topic in session.scalars(select(Topic).where(Topic.id.in_(wanted)))
    }
    for position, topic_ids in enumerate(slots):
        if position == len(bid.slots):
            bid.slots.append(BidSlot(position=position))
        bid.slots[position].topics = [topics[topic_id] for topic_id in topic_ids]
    del bid.slots[len(slots) :]


def topic_ids_of(bid: Bid) -> set[int]:
    """The topics of all slots of a bid."""
    return {topic.id for slot in bid.slots for topic in slot.topics}
