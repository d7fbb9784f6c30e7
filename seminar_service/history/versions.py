"""Two people at once: a use case that edits a row is told which version its form was made from."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.history.services import Datum
from seminar_service.storage.versions import Versioned


def require_version(row: Versioned, version: int | None) -> None:
    """See that nobody has edited a row since somebody looked at it.

    Call it within the transaction, with the row locked. `None` is for callers that have shown
    nobody anything.

    Raises:
        ChangedMeanwhile: The row has another version by now.
    """
    if version is not None and version != row.version:
        raise ChangedMeanwhile(row.subject_kind)


def mark_edited(
    session: Session,
    row: Versioned,
    kind: HistoryKind = HistoryKind.EDITED,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> HistoryLine:
    """Raise the version of a row that is edited, and write into the history who did it.

    The line of the use case: it needs no other. It says the version that was reached, by which
    `overview.edits` finds it.

    Args:
        session: The database, within a transaction.
        row: The row that is edited; locked.
        kind: What happened, where that has a name of its own.
        actor: Who did it.
        now: The present instant.
        data: What else is to be known, as `history.record` takes it.
    """
    row.version += 1
    subject = Subject(row.subject_kind, row.id)
    return history.record(session, kind, subject, actor, now, version=row.version, **data)
