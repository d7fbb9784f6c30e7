"""Pages of the organiser, and each version of what they say."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.domain.history import SubjectKind
from seminar_service.pages.values import Placement, Words
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned


class Page(Published, Versioned, Base):
    """A page that the organiser writes, under a name that stays.

    The front page leads to it where `placement` says, the lowest `position` first. `withdrawn_at`
    is when somebody has taken it off: what had gone live by then is not shown any more.
    """

    __tablename__ = "page"
    subject_kind = SubjectKind.PAGE

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    placement: Mapped[Placement] = mapped_column(enum_column(Placement, "placement"))
    position: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None]


class PageText(Published, Base):
    """One version of what a page says; it never changes but for when it goes live.

    `number` counts the versions of a page from 1. `live_from` is from when on everybody sees it,
    until a later one does; None for a draft. `user_id` is who wrote it, where that is known.
    """

    __tablename__ = "page_text"
    __table_args__ = (
        UniqueConstraint("page_id", "number"),
        Index(None, "page_id", "live_from"),
        CheckConstraint("title_ja <> '' OR title_en <> ''", name="written_in_a_language"),
        CheckConstraint("(title_ja = '') = (text_ja = '')", name="whole_in_japanese"),
        CheckConstraint("(title_en = '') = (text_en = '')", name="whole_in_english"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    number: Mapped[int]
    title_ja: Mapped[str] = mapped_column(String(120), default="")
    text_ja: Mapped[str] = mapped_column(Text, default="")
    title_en: Mapped[str] = mapped_column(String(120), default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    live_from: Mapped[datetime | None]

    page: Mapped[Page] = relationship()
    user: Mapped[User | None] = relationship()

    @property
    def words(self) -> Words:
        """What it says."""
        return Words(self.title_ja, self.text_ja, self.title_en, self.text_en)
