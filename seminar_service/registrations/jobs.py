"""Every minute, where there is any: lets places lapse, and releases those kept back."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.office import Office
from seminar_service.registrations import held_places, kept_places
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "lapse_held_places"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether the time of a place or a wait is over, or the day of a place kept back has come."""
    return held_places.any_overdue(session, now=now) or kept_places.any_due(session, now=now)


def lapse_overdue(context: JobContext, *, office: Office) -> None:
    """Give the places to those who wait. Done twice, it changes nothing more."""
    with context.session_factory() as session:
        now = context.now()
        held_places.lapse_overdue(session, office=office, actor=SYSTEM, now=now)
        kept_places.release_due(session, office=office, actor=SYSTEM, now=now)
        with transaction(session):
            context.finish(session)
