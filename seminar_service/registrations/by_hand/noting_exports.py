"""Who has taken registrations out of the service as a file."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction


def note_export(
    session: Session,
    subject: Subject,
    *,
    file_kind: str,
    rows: int,
    columns: Sequence[str],
    filters: Sequence[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Write down an export of a tour's or a seminar's registrations.

    Args:
        session: The database.
        subject: The tour or seminar.
        file_kind: As what they were written, such as "xlsx".
        rows: How many.
        columns: The names of the columns.
        filters: By what they were narrowed; never what was searched for, which may be a name.
        actor: Who does it.
        now: The present instant.
    """
    with transaction(session):
        history.record(
            session,
            HistoryKind.REGISTRATIONS_EXPORTED,
            subject,
            actor,
            now,
            file_kind=file_kind,
            rows=rows,
            columns=list(columns),
            filters=list(filters),
        )
