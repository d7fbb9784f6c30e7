"""Two people at once: a use case that edits a row is told which version its form was made from."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.models.versions import Versioned
from seminar_service.services import history


def require_version(row: Versioned, version: int | None) -> None:
    """See that nobody has edited a row since somebody looked at it.

    Call it within the transaction, with the row locked. `None` is for callers that have shown
    nobody anything.

    Raises:
        ChangedMeanwhile: The row has another version by now.
    """
    if version is not None and version != row.version:
        raise ChangedMeanwhile(row.subject_kind)


def mark_edited(session: Session, row: Versioned, *, actor: Actor, now: datetime) -> None:
    """Raise the version of a row that is edited, and write into the history who did it."""
    row.version += 1
    subject = Subject(row.subject_kind, row.id)
    history.record(session, HistoryKind.EDITED, subject, actor, now, version=row.version)
