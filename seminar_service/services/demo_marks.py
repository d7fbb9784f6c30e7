"""Marking an installation as a demo, for good."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.queries.demo_marks import is_marked_as_demo
from seminar_service.storage.transaction import transaction


def mark_demo(session: Session, now: datetime) -> None:
    """Write into the history that this installation is a demo, unless that stands there."""
    with transaction(session):
        if not is_marked_as_demo(session.connection()):
            history.record(
                session, HistoryKind.DEMO_MADE, Subject(SubjectKind.INSTALLATION), SYSTEM, now
            )
