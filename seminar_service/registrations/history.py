"""What happens to a registration, written into the history. Part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.history.services import Datum
from seminar_service.registrations.model import Registration


def tell(
    session: Session,
    registration: Registration,
    kind: HistoryKind,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> HistoryLine:
    """Write a line about a registration that has its number and its present state; gives the line.

    The line names nobody: who it was stands in the registration alone, and goes with it.
    """
    subject, state = Subject(SubjectKind.REGISTRATION, registration.id), registration.state.value
    return history.record(session, kind, subject, actor, now, state=state, **data)
