"""Which registrations a list shows: what is asked for, and the statement that finds it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, cast, exists, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    Industry,
    ParticipantKind,
)
from seminar_service.outbox.model import MISSED_STATES, FailingAddress, Message, MessageState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import ABOUT
from seminar_service.registrations.search_keys import search_terms
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

LONGEST_SEARCH: Final = 100
"""Letters of a search that are looked at."""
MOST_TERMS: Final = 6
"""Words of a search that are looked at."""


class RegistrationOrder(StrEnum):
    """How a list of registrations is sorted."""

    READING = "reading"
    NEWEST = "newest"
    OLDEST = "oldest"
    COMPANY = "company"
    STATE = "state"


@dataclass(frozen=True)
class RegistrationFilter:
    """What a list of registrations shows: empty values ask for everything.

    Attributes:
        text: Words that are all to stand in name, reading, company or mail address.
        state: How it stands.
        place: The code of the seminar's prefecture.
        seminar: The public ID of a seminar.
        kind: In which role somebody takes part.
        employees: How large the company is.
        industry: Its industry.
        mode: How they attend.
        consultation: Those alone who wish to talk to the adviser.
        undelivered: Those alone whom the last mail did not reach.
        to_call: Those alone who are to be told something by telephone or fax.
        numbers: These registrations alone.
        order: How the list is sorted.
    """

    text: str = ""
    state: RegistrationState | None = None
    place: str = ""
    seminar: str = ""
    kind: ParticipantKind | None = None
    employees: EmployeeBand | None = None
    industry: Industry | None = None
    mode: AttendanceMode | None = None
    consultation: bool = False
    undelivered: bool = False
    to_call: bool = False
    numbers: Sequence[int] = field(default=())
    order: RegistrationOrder = RegistrationOrder.READING


def matching(
    tour_id: int, wanted: RegistrationFilter, *, in_any_state: bool = False
) -> Select[Registration]:
    """Select the registrations of a tour that a filter lets through.

    `in_any_state` leaves its state aside, for counting.
    """
    rows = (
        select(Registration)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .where(Seminar.tour_id == tour_id, *_conditions(wanted))
    )
    if wanted.state is not None and not in_any_state:
        rows = rows.where(Registration.state == wanted.state)
    return rows


def order_by(order: RegistrationOrder) -> tuple[Any, ...]:
    """The columns by which a list is sorted; no two rows are equal by them."""
    by_reading = (Registration.reading_key, Registration.id)
    orders: dict[RegistrationOrder, tuple[Any, ...]] = {
        RegistrationOrder.READING: by_reading,
        RegistrationOrder.NEWEST: (Registration.created_at.desc(), Registration.id.desc()),
        RegistrationOrder.OLDEST: (Registration.created_at, Registration.id),
        RegistrationOrder.COMPANY: (
            (Registration.company_key == "").asc(),
            Registration.company_key,
            *by_reading,
        ),
        RegistrationOrder.STATE: (Registration.state, *by_reading),
    }
    return orders[order]


def undelivered() -> ColumnElement[bool]:
    """Whether the last mail to the present address of a registration failed, or none arrives there.

    Mails that are still on their way say nothing. What went to an earlier address does not count.
    """
    later = aliased(Message)
    failed = select(Message.about, Message.recipient).where(
        Message.state.in_(MISSED_STATES),
        ~exists().where(
            later.about == Message.about,
            later.recipient == Message.recipient,
            later.state == MessageState.SENT,
            later.id > Message.id,
        ),
    )
    about = literal(f"{ABOUT}:") + cast(Registration.id, Message.about.type)
    dead = select(FailingAddress.key).where(FailingAddress.is_lasting)
    return or_(  # both are read once, and failures are few
        tuple_(about, Registration.email).in_(failed), Registration.email_key.in_(dead)
    )


def _conditions(wanted: RegistrationFilter) -> list[ColumnElement[bool]]:
    equal: dict[Any, object] = {
        Seminar.place: wanted.place,
        Seminar.public_id: wanted.seminar,
        Registration.participant_kind: wanted.kind,
        Registration.employees: wanted.employees,
        Registration.industry: wanted.industry,
        Registration.mode: wanted.mode,
    }
    found = [column == value for column, value in equal.items() if value]
    found += [
        Registration.search_text.contains(term, autoescape=True)
        for term in search_terms(wanted.text)[:MOST_TERMS]
    ]
    if wanted.consultation:
        found.append(Registration.wishes_consultation)
    if wanted.undelivered:
        found.append(undelivered())
    if wanted.to_call:
        found.append(Registration.call_since.is_not(None))
    if wanted.numbers:
        found.append(Registration.id.in_(wanted.numbers))
    return found
