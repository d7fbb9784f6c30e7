"""What happens to a case, written into the history. Part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.consultations.model import Case
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.services import Datum


def tell(
    session: Session,
    case: Case,
    kind: HistoryKind,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> None:
    """Write a line about a case that has its key: never a word that lies under seal."""
    history.record(
        session, kind, Subject(SubjectKind.CASE, case.id), actor, now, number=case.reference, **data
    )
