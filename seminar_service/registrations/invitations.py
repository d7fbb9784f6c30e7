"""What registration mails tell the reader's calendar. Part of the caller's transaction."""

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from seminar_service.calendars import imip
from seminar_service.calendars.values import Invitation, Person
from seminar_service.domain.locales import Locale
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import CalendarPart
from seminar_service.registrations.calendar_entries import attended_entry
from seminar_service.registrations.change_model import RegistrationDeparture
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState


def request(session: Session, registration: Registration, *, office: Office) -> CalendarPart | None:
    """Put the seminar into the calendar of somebody who has a place, or bring it up to date.

    None for who has none for good: a place that is held or offered, and a wait, stand in no
    calendar. None, here and below, for who has no mail address.
    """
    if not registration.email or registration.state is not RegistrationState.CONFIRMED:
        return None
    return _part(imip.request(_invitation(session, registration, office)))


def withdrawal(
    session: Session, registration: Registration, *, office: Office
) -> CalendarPart | None:
    """Take the seminar out of the calendar of somebody who gave up a place.

    None where somebody else who is written to at the same address keeps a place: both use one
    calendar, which knows the seminar once.
    """
    if not registration.email or _address_keeps_place(session, registration):
        return None
    return _part(imip.withdrawal(_invitation(session, registration, office)))


def cancellation(
    session: Session, registration: Registration, *, office: Office
) -> CalendarPart | None:
    """Tell the calendar of somebody who had a place that the seminar is not held.

    The seminar is cancelled already, and its revision raised.
    """
    if not registration.email:
        return None
    return _part(imip.seminar_cancellation(_invitation(session, registration, office)))


def own_revision(session: Session, seminar_id: int, email_key: str) -> int:
    """How often places at a seminar changed for whoever is written to at one address.

    A calendar ignores what is older than what it knows, whoever of a shared address it is for.
    """
    return _highest_revision(session, seminar_id, email_key) or 0


def first_revision(session: Session, seminar_id: int, email_key: str) -> int:
    """Where a new registration begins: above whatever its calendar was told of the seminar.

    A calendar that was told of a withdrawal takes the seminar again only by a higher number.
    """
    highest = _highest_revision(session, seminar_id, email_key)
    return 0 if highest is None else highest + 1


def raise_revision(session: Session, registration: Registration) -> None:
    """Note that the person's place changed, in a way that calendars show."""
    known = own_revision(session, registration.seminar_id, registration.email_key)
    registration.calendar_sequence = known + 1


def _highest_revision(session: Session, seminar_id: int, email_key: str) -> int | None:
    """The highest of those registered there, and of those who were there and were moved on."""
    known = [
        select(row.calendar_sequence.label("revision")).where(
            row.seminar_id == seminar_id, row.email_key == email_key
        )
        for row in (Registration, RegistrationDeparture)
    ]
    highest: int | None = session.scalar(select(func.max(union_all(*known).subquery().c.revision)))
    return highest


def _invitation(session: Session, registration: Registration, office: Office) -> Invitation:
    seminar, locale = registration.seminar, Locale(registration.locale)
    entry = attended_entry(registration, office.addresses(locale))
    return Invitation(
        entry=entry,
        organiser=Person(office.name(locale), office.mail),
        attendee=Person(registration.name, registration.email),
        locale=locale,
        changed_at=max(entry.changed_at, registration.changed_at),
        own_revision=own_revision(session, seminar.id, registration.email_key),
    )


def _address_keeps_place(session: Session, registration: Registration) -> bool:
    other = select(Registration.id).where(
        Registration.seminar_id == registration.seminar_id,
        Registration.email_key == registration.email_key,
        Registration.state == RegistrationState.CONFIRMED,
        Registration.id != registration.id,
    )
    return session.scalar(other.limit(1)) is not None


def _part(made: imip.CalendarPart) -> CalendarPart:
    return CalendarPart(body=made.content, method=made.method)
