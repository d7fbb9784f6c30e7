"""Why the staff did something with a registration: parts of the callers' transactions, a read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.domain.errors import Category, DomainError
from seminar_service.history.model import HistoryLine
from seminar_service.registrations.change_model import RegistrationNote


class ReasonMissing(DomainError):  # noqa: N818 (named after the rule)
    """The staff gives somebody an advantage over others, and does not say why."""

    code = "reason_missing"
    category = Category.INVALID


@dataclass(frozen=True)
class GivenReason:
    """What the staff did, as `HistoryKind` names it, when, why, and who; empty for who is gone."""

    kind: str
    at: datetime
    text: str
    who: str


def require_reason(reason: str) -> str:
    """The reason without blanks around it.

    Raises:
        ReasonMissing: nothing is left.
    """
    if not (said := reason.strip()):
        raise ReasonMissing
    return said


def keep_reason(session: Session, registration_id: int, line: HistoryLine, reason: str) -> None:
    """Keep with a registration why somebody did what a line of the history tells."""
    session.add(RegistrationNote(registration_id=registration_id, line=line, text=reason))


def given_reasons(session: Session, registration_id: int) -> Sequence[GivenReason]:
    """All reasons that the staff gave about a registration, the newest first. One query."""
    rows = session.execute(
        select(HistoryLine.kind, HistoryLine.at, RegistrationNote.text, User.name)
        .join(RegistrationNote, RegistrationNote.history_id == HistoryLine.id)
        .outerjoin(User, User.id == HistoryLine.user_id)
        .where(RegistrationNote.registration_id == registration_id)
        .order_by(HistoryLine.id.desc())
    )
    return [GivenReason(kind, at, text, who or "") for kind, at, text, who in rows]
