"""Files that were looked at, and wait to be brought in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.errors import NotFound
from seminar_service.storage.base import Base, enum_column


class SheetPurpose(StrEnum):
    """What the lines of a file become."""

    REGISTRATIONS = "registrations"
    BIDS = "bids"
    ADVISERS = "advisers"
    COUNTERS = "counters"


class SheetUpload(Base):
    """A file that was looked at, and can be brought in once.

    It is for a tour or one of its seminars; `tour_id` is missing where it is for no tour.

    `rows` is what stands in it, as JSON; emptied once it is brought in. `outcome` is what became of
    its lines then: how many of each kind.
    """

    __tablename__ = "sheet_upload"
    __table_args__ = (Index(None, "made_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(40), unique=True)
    purpose: Mapped[SheetPurpose] = mapped_column(enum_column(SheetPurpose, "purpose"))
    tour_id: Mapped[int | None] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id", ondelete="CASCADE"))
    rows: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)

    @property
    def tour_key(self) -> int:
        """The tour of a file that is for one.

        Raises:
            NotFound: It is for none.
        """
        if self.tour_id is None:
            raise NotFound("tour")
        return self.tour_id
