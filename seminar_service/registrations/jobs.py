"""Every minute, where there is any: lets places lapse for which nobody has pressed the button."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.office import Office
from seminar_service.registrations import held_places
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "lapse_held_places"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether the time of a place or a wait is over."""
    return held_places.any_overdue(session, now=now)


def lapse_overdue(context: JobContext, *, office: Office) -> None:
    """Give the places to those who wait. Done twice, it changes nothing more."""
    with context.session_factory() as session:
        held_places.lapse_overdue(session, office=office, actor=SYSTEM, now=context.now())
        with transaction(session):
            context.finish(session)
