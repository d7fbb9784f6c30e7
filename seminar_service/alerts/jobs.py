"""Every minute, where there is any: tells who waits that a seminar takes people."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.alerts import telling
from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "tell_alerts"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody is to be told, or an alert is over."""
    return telling.any_due(session, now=now)


def tell_due(context: JobContext, *, office: Office) -> None:
    """Write the mails that are due. Done twice, it tells nothing more."""
    with context.session_factory() as session:
        telling.tell_due(session, office=office, actor=SYSTEM, now=context.now())
        with transaction(session):
            context.finish(session)
