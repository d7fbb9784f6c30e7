"""The staff changes what somebody has entered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.domain.actors import Actor
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.by_hand import unediting
from seminar_service.registrations.by_hand.unediting import PAGE_LINKS
from seminar_service.registrations.calls import was_called
from seminar_service.registrations.entering import personal_columns, refuse_second
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from seminar_service.storage.transaction import transaction


def edit(
    session: Session,
    registration_id: int,
    applicant: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    instead_of: Collection[int] = (),
    version: int | None,
    tell_them: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Change who somebody is, whatever the state of the registration.

    With another mail address, links that went to the earlier one open the page no more. Whoever
    is told gets what is noted now, with a new link; an invitation for the calendar goes to the new
    address.

    Args:
        session: The database.
        registration_id: The registration.
        applicant: Everything about the person, as it is to be.
        answers: The answers to own questions; those frozen for participants, too.
        instead_of: Keys of the own questions whose earlier answers these replace.
        version: Of the registration, as it was shown.
        tell_them: Whether the person gets a mail about it.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: somebody else has edited it.
        PersonRegisteredAlready: that would be a second registration of one person.
        FileForgotten: a file that was given waits no more.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        require_version(row, version)
        columns = personal_columns(applicant) | {"source": row.source}  # that stays as it was
        refuse_second(session, row, columns["email_key"], columns["name_key"])
        earlier = unediting.what_it_says(session, row, columns, instead_of)
        moved = columns["email_key"] != row.email_key
        for name, value in columns.items():
            setattr(row, name, value)
        write_answers(session, row, answers, instead_of=instead_of)
        row.changed_at = now
        if row.email:
            was_called(row)
        mark_edited(session, row, actor=actor, now=now, told=tell_them)
        session.flush()
        unediting.keep(session, row, None if tell_them else earlier, now=now)
        if moved:
            _take_along(session, row, now=now)
        if tell_them:
            registration_mails.send_edited(session, row, invites=moved, office=office, now=now)


def _take_along(session: Session, row: Registration, *, now: datetime) -> None:
    """Let nothing at an earlier address open the page, and the new calendar take the seminar."""
    for purpose in PAGE_LINKS:
        links.revoke_all(session, purpose, row.id, now=now)
    registration_calendars.raise_revision(session, row)
