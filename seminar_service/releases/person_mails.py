"""The one mail of a release to somebody registered, apart from what else happens to the seminar."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import seminar_mails
from seminar_service.registrations.model import Registration
from seminar_service.registrations.seminar_mails import Appointment as PublicAppointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.nearby import others_near
from seminar_service.seminars.facts import ChangedFact, told_to_participants


def write_to_person(
    session: Session,
    registration: Registration,
    kind: ChangeKind,
    *,
    before: PublicAppointment,
    changed: Sequence[ChangedFact],
    stood_as: RegistrationState,
    words: str,
    office: Office,
    now: datetime,
) -> Message | None:
    """Tell one person what became of the seminar. Part of the caller's transaction.

    Args:
        session: The database, which has the seminar and the registration as they are now.
        registration: Whom to tell.
        kind: What became of the seminar.
        before: When it was to be held before.
        changed: What is said otherwise about it.
        stood_as: How the registration stood before a cancellation.
        words: What the office adds.
        office: Who writes.
        now: The present instant.
    """
    told = told_to_participants(tuple(changed), registration.locale)
    if kind is ChangeKind.CANCELLED:
        near = others_near(session, registration.seminar, now=now)
        return seminar_mails.send_seminar_cancelled(
            session,
            registration,
            before=stood_as,
            near=near,
            office=office,
            now=now,
            words=words,
        )
    if kind is ChangeKind.MOVED:
        return seminar_mails.send_moved(
            session, registration, before, told, office=office, now=now, words=words
        )
    return seminar_mails.send_changed(
        session, registration, told, office=office, now=now, words=words
    )
