"""The table of revisions."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base

SHARED = 0
"""Stands for the id of a seminar where something changes that the pages of many show."""


class Revision(Base):
    """How often what is shown of a seminar has changed, or of what many of them show.

    Both numbers rise by a random step each time and never fall. `calendars` rises with whatever an
    entry in a calendar shows, `pages` with that and with the places left. There is no row for what
    never changed, and rows stay when their seminar goes, so that sums never fall either.
    """

    __tablename__ = "revision"

    # No foreign key: `SHARED` is no seminar, and a sum over the rows must not fall.
    seminar_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pages: Mapped[int] = mapped_column(BigInteger)
    calendars: Mapped[int] = mapped_column(BigInteger)
