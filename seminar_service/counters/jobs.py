"""Every hour, where there is any: reminds counters of reports that are late."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.counters import reminding
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "remind_counters"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether a counter may have to be reminded."""
    return reminding.any_due(session, now=now)


def send_due(context: JobContext, *, office: Office) -> None:
    """Remind whose reports are late. Done twice, it sends nothing more."""
    with context.session_factory() as session:
        reminding.send_due(session, office=office, now=context.now())
        with transaction(session):
            context.finish(session)
