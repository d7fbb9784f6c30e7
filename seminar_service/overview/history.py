"""The history for those who read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from seminar_service.accounts.model import User
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine


@dataclass(frozen=True)
class ShownLine:
    """One line of the history.

    Attributes:
        kind: The name of what happened, as it is kept.
        at: When.
        actor_kind: Which party acted; `None` for a stranger.
        actor: How the account is called that acted, if one did.
        subject_kind: The kind of thing to which it happened.
        subject_id: Its number; `None` where it is not known.
        subject: How the account is called to which it happened, if it was one.
        data: What else is known.
    """

    kind: str
    at: datetime
    actor_kind: str | None
    actor: str | None
    subject_kind: str
    subject_id: int | None
    subject: str | None
    data: dict[str, Any]


def history_page(
    session: Session, kind: HistoryKind | None, *, page: int, page_size: int
) -> tuple[list[ShownLine], int]:
    """One page of the history, the newest first, and how many lines there are. Two queries.

    Args:
        session: The database.
        kind: Show this kind alone; `None` for all.
        page: Which page, from 1.
        page_size: How many lines a page has.
    """
    wanted = [] if kind is None else [HistoryLine.kind == kind.value]
    total = session.scalar(select(func.count()).select_from(HistoryLine).where(*wanted)) or 0
    actor, subject = aliased(User), aliased(User)
    rows = session.execute(
        select(HistoryLine, actor.name, actor.email, subject.name, subject.email)
        .outerjoin(actor, actor.id == HistoryLine.user_id)
        .outerjoin(
            subject,
            (subject.id == HistoryLine.subject_id)
            & (HistoryLine.subject_kind == SubjectKind.ACCOUNT.value),
        )
        .where(*wanted)
        .order_by(HistoryLine.at.desc(), HistoryLine.id.desc())
        .offset((page - 1) * page_size)
        .limit(page_size)
    )
    return [
        ShownLine(
            kind=line.kind,
            at=line.at,
            actor_kind=line.actor_kind,
            actor=actor_name or actor_email,
            subject_kind=line.subject_kind,
            subject_id=line.subject_id,
            subject=subject_name or subject_email,
            data=line.data,
        )
        for line, actor_name, actor_email, subject_name, subject_email in rows
    ], total
