"""What rows have in common that workers take under a lease."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ColumnElement, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column


class Leased:
    """Columns of a row on which one worker at a time works.

    Waiting, it may be taken from `due_at` on. Held, it belongs to `leased_by` until
    `leased_until`; whose lease has run out may be taken again. `attempt` counts how often it was
    taken, and is the token that a holder shows whenever it writes: an older one is worth nothing.

    Attributes:
        WAITING: The state in which nobody holds it.
        HELD: The state in which a worker does.
        GIVEN_UP: The state of a row that nobody will try again.
    """

    WAITING: ClassVar[StrEnum]
    HELD: ClassVar[StrEnum]
    GIVEN_UP: ClassVar[StrEnum]

    if TYPE_CHECKING:  # each table has its own
        id: Mapped[int]
        state: Mapped[Any]

    attempt: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    leased_by: Mapped[str | None] = mapped_column(String(120))
    leased_until: Mapped[datetime | None]

    @classmethod
    def is_due(cls, now: datetime) -> ColumnElement[bool]:
        """The condition under which a row may be taken."""
        return or_(
            and_(cls.state == cls.WAITING, cls.due_at <= now),
            and_(cls.state == cls.HELD, cls.leased_until < now),
        )
