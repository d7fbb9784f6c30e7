"""The mails around a substitute. Each is part of the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.mailing import send
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import waiting_position
from seminar_service.registrations.states import HOLDING_REGISTRATIONS, RegistrationState


@dataclass(frozen=True)
class Exchanger:
    """Who lets somebody take over a place.

    Attributes:
        by_office: Whether the office does it.
        contact: The name of the contact who registered the person; empty where it is the person.
    """

    by_office: bool = False
    contact: str = ""

    @property
    def is_owner(self) -> bool:
        """Whether it is the person whose place it is."""
        return not self.by_office and not self.contact


def send_handed_over(
    session: Session,
    former: Registration,
    successor: Registration,
    *,
    before: RegistrationState,
    by: Exchanger,
    office: Office,
    now: datetime,
) -> None:
    """Tell somebody that another takes the place, and take the entry out of the calendar.

    Only who named the substitute reads the name. `before` is how the registration stood until now.
    """
    invited = before is RegistrationState.CONFIRMED
    calendar = (
        registration_calendars.withdrawal(session, former, office=office) if invited else None
    )
    send(
        session,
        "registration_handed_over",
        former,
        office,
        now,
        calendar=calendar,
        by=by,
        successor_name=successor.name if by.is_owner else "",
        held_place=before in HOLDING_REGISTRATIONS,
        needs_button=successor.held_until is not None,
    )


def send_taken_over(
    session: Session,
    successor: Registration,
    former: Registration,
    *,
    by: Exchanger,
    office: Office,
    now: datetime,
) -> None:
    """Tell a substitute what to expect: a place with its calendar entry, a wait, or an offer."""
    calendar = registration_calendars.request(session, successor, office=office)
    send(
        session,
        "registration_taken_over",
        successor,
        office,
        now,
        calendar=calendar,
        by=by,
        former_name=former.name if by.is_owner else "",
        state=successor.state.value,
        position=waiting_position(session, successor),
    )


def send_came_back(
    session: Session, former: Registration, *, office: Office, now: datetime
) -> None:
    """Tell somebody that the place is theirs again, because the substitute did not confirm."""
    has_place = former.state is RegistrationState.CONFIRMED
    calendar = registration_calendars.request(session, former, office=office)
    send(
        session,
        "registration_came_back",
        former,
        office,
        now,
        calendar=calendar,
        has_place=has_place,
    )
