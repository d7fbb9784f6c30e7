"""Writing the history. Parts of the callers' transactions."""

from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history.model import HistoryLine

Datum = str | int | bool | None | list[str]

SIGN_INS: Final = (
    HistoryKind.LOGGED_IN,
    HistoryKind.LOGGED_OUT,
    HistoryKind.LOGIN_FAILED,
    HistoryKind.LOGIN_REFUSED,
    HistoryKind.SESSION_ENDED,
)
_UNTOLD = "history_lines_that_are_not_logged_yet"

log = structlog.get_logger(__name__)


def record(
    session: Session,
    kind: HistoryKind,
    subject: Subject,
    actor: Actor | None,
    now: datetime,
    **data: Datum,
) -> HistoryLine:
    """Write one line into the history, as part of the caller's transaction, and return it.

    The same goes to the log, once the transaction is committed.

    Args:
        session: The database, within a transaction.
        kind: What happened.
        subject: To which thing.
        actor: Who did it; `None` for a stranger.
        now: The present instant.
        data: What else is to be known, without names, mail addresses, secrets or what somebody
            wrote.

    Raises:
        ValueError: The data hold what looks like a mail address.
    """
    _refuse_addresses(data)
    line = HistoryLine(
        kind=kind.value,
        subject_kind=subject.kind.value,
        subject_id=subject.id,
        actor_kind=actor.kind.value if actor else None,
        user_id=actor.user_id if actor else None,
        at=now,
        data=data,
    )
    session.add(line)
    told = {
        "subject": subject.kind.value,
        "subject_id": subject.id,
        "actor": actor.kind.value if actor else None,
        "user_id": actor.user_id if actor else None,
    }
    session.info.setdefault(_UNTOLD, []).append((kind.value, told | data))
    return line


def forget_sign_ins(session: Session, *, before: datetime) -> None:
    """Delete lines of who logged in, from what device, and who failed. In the caller's transaction.

    They say when staff were at work, and serve to find out who got in; the rest of the history
    says what became of things, and stays.
    """
    session.execute(
        delete(HistoryLine).where(HistoryLine.kind.in_(SIGN_INS), HistoryLine.at < before)
    )


def account(user_id: int | None) -> Subject:
    """An account as that to which something happens; without a number where none is known."""
    return Subject(SubjectKind.ACCOUNT, user_id)


def _refuse_addresses(data: dict[str, Datum]) -> None:
    for name, value in data.items():
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and "@" in text for text in texts):
            raise ValueError(f"{name} of a line of the history looks like a mail address")


@event.listens_for(Session, "after_commit")
def _tell(session: Session) -> None:
    for kind, fields in session.info.pop(_UNTOLD, ()):
        log.info(kind, **fields)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_UNTOLD, None)
