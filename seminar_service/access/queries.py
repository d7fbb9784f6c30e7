"""Which secret links of somebody are open, as the office sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink


@dataclass(frozen=True)
class OpenLinks:
    """The links of some purposes to one row.

    Attributes:
        open: How many open it now.
        ended: How many did once.
        newest_at: When the newest of all was made; None where there never was one.
        open_until: When the last of the open ones expires; None where one of them does not, or
            none is open.
        used_on: The day on which one of them was last looked at; None where none was.
    """

    open: int
    ended: int
    newest_at: datetime | None
    open_until: datetime | None
    used_on: date | None = None


def open_links(
    session: Session, purposes: Collection[LinkPurpose], subject_id: int, *, now: datetime
) -> OpenLinks:
    """Count the links of these purposes to a row. One query."""
    found = session.scalars(
        select(SecretLink).where(
            SecretLink.purpose.in_(purposes), SecretLink.subject_id == subject_id
        )
    ).all()
    still = [link for link in found if link.is_open(now)]
    ends = [link.expires_at for link in still]
    return OpenLinks(
        open=len(still),
        ended=len(found) - len(still),
        newest_at=max((link.created_at for link in found), default=None),
        used_on=max((link.used_on for link in found if link.used_on), default=None),
        open_until=None if None in ends else max((each for each in ends if each), default=None),
    )
