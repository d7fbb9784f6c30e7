"""People whom the office lets in beyond the last place: marked, counted, and with a reason.

They take none of the places, so that these go on as if nobody had come: who is let in has passed
nobody by, and whoever of them withdraws leaves no place behind.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import waiting_list
from seminar_service.registrations.history import tell
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.reasons import keep_reason, require_reason
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.publicity import SeminarBegun, has_begun
from seminar_service.storage.transaction import transaction


class NotWaiting(DomainError):  # noqa: N818 (named after the rule)
    """Only somebody who waits can be let in beyond the last place, or get priority."""

    code = "not_waiting"
    category = Category.CONFLICT


def admit(
    session: Session,
    registration_id: int,
    reason: str,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody in who waits, beyond the last place, and write to them.

    Should a place be free, those who wait get it first, perhaps this person. Who had still to
    press the button needs it no more: the office knows them.

    Raises:
        NotFound: there is no such registration.
        ReasonMissing: `reason` is empty.
        NotWaiting: the person has a place, is offered one, or is registered no longer.
        SeminarBegun: it is too late.
    """
    said = require_reason(reason)
    with transaction(session):
        registration = locked_registration(session, registration_id)
        seminar = registration.seminar
        if has_begun(seminar.day, seminar.starts_at, now):
            raise SeminarBegun
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        if registration.state is not RegistrationState.WAITING:
            raise NotWaiting
        _count_beyond(session, registration, now=now)
        registration_mails.send_moved_up(session, registration, office=office, now=now)
        line = tell(session, registration, HistoryKind.ADMITTED_BEYOND, actor=actor, now=now)
        keep_reason(session, registration.id, line, said)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return registration


def _count_beyond(session: Session, registration: Registration, *, now: datetime) -> None:
    seminar_id, mode = registration.seminar_id, registration.mode
    seminar_counters.change_waiting(session, seminar_id, -1, mode)
    seminar_counters.change_beyond(session, seminar_id, 1, mode)
    move(registration, RegistrationAction.ADMIT, now=now)
    registration.beyond, registration.held_until, registration.moved_up_at = True, None, now
    registration_calendars.raise_revision(session, registration)
    session.flush()
