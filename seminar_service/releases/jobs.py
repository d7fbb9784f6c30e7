"""Every minute, where one is due: releases the plans whose time has come."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.releases import scheduling
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "release_plans"


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether a plan is to be released."""
    return scheduling.any_due(session, now=now)


def release_due(context: JobContext, *, office: Office) -> None:
    """Release what is due. Done twice, it releases nothing more."""
    with context.session_factory() as session:
        scheduling.release_due(session, office=office, now=context.now())
        with transaction(session):
            context.finish(session)
