"""Every minute, where somebody is due, and by a press: reminds of dates to answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.rounds import sending
from seminar_service.rounds.under_way import KIND
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

__all__ = ["KIND", "is_due", "send_due"]


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody may have to be reminded."""
    return sending.any_due(session, now=now)


def send_due(context: JobContext, *, office: Office) -> None:
    """Remind who is due. Done twice, it reminds nobody more."""
    with context.session_factory() as session:
        sending.send_due(session, office=office, now=context.now(), should_stop=context.should_stop)
        with transaction(session):
            context.finish(session)
