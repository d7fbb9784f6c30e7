"""Every minute, where there is any: keeps reminders in step with places, and sends what is due.

Thanks after a seminar are sent along.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.reminders import schedule, sending, thanks
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "send_reminders"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether a place has no reminders yet, or one is due, or somebody is to be thanked."""
    return (
        schedule.any_missing(session, now=now)
        or sending.any_due(session, now=now)
        or thanks.any_due(session, now=now)
    )


def send_due(context: JobContext, *, office: Office) -> None:
    """Write what is missing, then send what is due. Done twice, it sends nothing more."""
    with context.session_factory() as session:
        schedule.bring_up_to_date(session, now=context.now())
        sending.send_due(session, office=office, now=context.now())
        thanks.send_due(session, office=office, now=context.now())
        with transaction(session):
            context.finish(session)
