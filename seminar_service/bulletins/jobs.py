"""Every minute, where there is any: tells the office what has happened."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.bulletins import digests, watching
from seminar_service.bulletins import services as bulletins
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "send_bulletins"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether something is to be noted, or somebody to be told something, now."""
    return (
        watching.is_due(session, now=now)
        or bulletins.is_due(session, now=now)
        or bool(digests.accounts_due(session, now=now, limit=1))
    )


def send_due(context: JobContext, *, office: Office) -> None:
    """Write the bulletins that are due. Done twice, it tells nothing more."""
    with context.session_factory() as session:
        watching.note_due(session, now=context.now())
        bulletins.send_due(session, office=office, now=context.now())
        digests.send_due(session, office=office, now=context.now())
        with transaction(session):
            context.finish(session)
