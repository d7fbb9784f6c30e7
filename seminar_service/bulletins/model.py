"""Which account has been told of which line of the history."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base


class ToldLine(Base):
    """One happening of which one account was told; its key lets it be told once.

    Kept as long as the happening is young enough to be looked at again.
    """

    __tablename__ = "bulletin_told_line"
    __table_args__ = (Index(None, "line_id"),)

    account_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    line_id: Mapped[int] = mapped_column(
        ForeignKey("history.id", ondelete="CASCADE"), primary_key=True
    )


class NotedSeminar(Base):
    """That a line of the history says of a seminar what is to be told once.

    `kind` is that of the line. The one of a full seminar goes once it has places again.
    """

    __tablename__ = "bulletin_noted_seminar"

    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(60), primary_key=True)
