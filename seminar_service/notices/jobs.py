"""Every minute, where there is any: sends the notices whose time has come."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import sending
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "send_notices"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether a notice is to be sent."""
    return sending.any_due(session, now=now)


def send_due(context: JobContext, *, office: Office) -> None:
    """Write the mails that are due. Done twice, it writes nothing more."""
    with context.session_factory() as session:
        sending.send_due(session, office=office, actor=SYSTEM, now=context.now())
        with transaction(session):
            context.finish(session)
