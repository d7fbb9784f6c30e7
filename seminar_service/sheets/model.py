"""Files that were looked at, and wait to be brought in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base, enum_column


class SheetPurpose(StrEnum):
    """What the lines of a file become."""

    BIDS = "bids"
    ADVISERS = "advisers"


class SheetUpload(Base):
    """A file that was looked at for a tour, and can be brought in once.

    `rows` is what stands in it, as JSON; emptied once it is brought in. `brought_in` is how many
    lines became something new then.
    """

    __tablename__ = "sheet_upload"
    __table_args__ = (Index(None, "made_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(40), unique=True)
    purpose: Mapped[SheetPurpose] = mapped_column(enum_column(SheetPurpose, "purpose"))
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    rows: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    brought_in: Mapped[int] = mapped_column(default=0)
