"""Who of those who wait comes before others: set by the staff, with a reason."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import waiting_list
from seminar_service.registrations.beyond import NotWaiting
from seminar_service.registrations.history import tell
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.reasons import keep_reason, require_reason
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import transaction

HIGHEST_PRIORITY: Final = 9


class PriorityOutside(DomainError):  # noqa: N818 (named after the rule)
    """A priority is a number from 0, which everybody has, to `HIGHEST_PRIORITY`."""

    code = "priority_outside"
    category = Category.INVALID


def prioritise(
    session: Session,
    registration_id: int,
    priority: int,
    reason: str,
    *,
    shown: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody who waits come before all with a lower priority, or no longer.

    Nobody is written to: a place comes free as before, only the order is another one; places that
    gather for a party go to whoever comes before it now. The same
    priority once more changes nothing and writes nothing.

    Args:
        session: The database.
        registration_id: Who.
        priority: From 0 to 9; the highest is next.
        reason: Why; the staff alone reads it.
        shown: The priority that whoever decides has seen; not looked at where None.
        office: Who writes to those for whom places gather no longer.
        actor: Who decides.
        now: The present instant.

    Raises:
        PriorityOutside: the number is none of those.
        ReasonMissing: `reason` is empty.
        NotFound: there is no such registration.
        NotWaiting: the person does not wait.
        ChangedMeanwhile: somebody has set another one since.
    """
    if not 0 <= priority <= HIGHEST_PRIORITY:
        raise PriorityOutside
    said = require_reason(reason)
    with transaction(session):
        registration = locked_registration(session, registration_id)
        if registration.state is not RegistrationState.WAITING:
            raise NotWaiting
        before = registration.priority
        if before == priority:
            return registration
        if shown is not None and shown != before:
            raise ChangedMeanwhile("priority")
        registration.priority = priority
        kind = HistoryKind.PRIORITY_SET
        line = tell(session, registration, kind, actor=actor, now=now, priority=priority)
        keep_reason(session, registration.id, line, said)
        session.flush()
        if registration.seminar.gathered or registration.seminar.online_gathered:  # for another
            waiting_list.fill_free_places(session, registration.seminar, office=office, now=now)
        return registration
