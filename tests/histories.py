"""What tests ask of the history."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history.model import HistoryLine

Datum = str | int | bool | None | list[str]


def lines(session: Session, *kinds: HistoryKind) -> list[HistoryLine]:
    """The lines of the history, the first written first; of some kinds where given."""
    wanted = select(HistoryLine).order_by(HistoryLine.id)
    if kinds:
        wanted = wanted.where(HistoryLine.kind.in_(kinds))
    return list(session.scalars(wanted))


def kinds_told(session: Session) -> list[str]:
    """What happened, in order."""
    return [line.kind for line in lines(session)]


def told(
    kind: HistoryKind,
    subject_kind: SubjectKind,
    subject_id: int | None,
    actor: Actor | None,
    at: datetime,
    **data: Datum,
) -> tuple[object, ...]:
    """What `facts` says of a line that tells this."""
    who = (actor.kind.value, actor.user_id) if actor else (None, None)
    return kind.value, Subject(subject_kind, subject_id), who, at, data


def facts(line: HistoryLine) -> tuple[object, ...]:
    """All that a line tells."""
    subject = Subject(SubjectKind(line.subject_kind), line.subject_id)
    return line.kind, subject, (line.actor_kind, line.user_id), line.at, line.data
