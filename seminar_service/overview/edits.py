"""Who has edited a thing since somebody looked at it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.domain.actors import ActorKind
from seminar_service.history.model import HistoryLine
from seminar_service.storage.versions import Versioned

MOST_EDITS = 5


@dataclass(frozen=True)
class Edit:
    """One edit of a thing.

    Attributes:
        at: When.
        party: Who acted; None where that is not known.
        user_id: The account of the staff that acted, if one did.
        name: How that account is called.
    """

    at: datetime
    party: ActorKind | None
    user_id: int | None
    name: str


def edits_since(session: Session, row: Versioned, version: int) -> list[Edit]:
    """The newest edits of a row after one of its versions, the newest first. One query.

    For a version that the row never had, the newest edit alone: nobody knows what was seen.
    """
    lines = session.execute(
        select(HistoryLine, User.name, User.email)
        .outerjoin(User, User.id == HistoryLine.user_id)
        .where(
            HistoryLine.subject_kind == row.subject_kind.value,
            HistoryLine.subject_id == row.id,
            HistoryLine.data["version"].as_integer().is_not(None),
        )
        .order_by(HistoryLine.id.desc())
        .limit(MOST_EDITS)
    ).all()
    edits = [(line.data.get("version"), _edit(line, name or email)) for line, name, email in lines]
    if not 0 < version < row.version:
        return [edit for _, edit in edits[:1]]
    return [edit for reached, edit in edits if isinstance(reached, int) and reached > version]


def _edit(line: HistoryLine, name: str | None) -> Edit:
    party = ActorKind(line.actor_kind) if line.actor_kind in list(ActorKind) else None
    return Edit(line.at, party, line.user_id, name or "")
