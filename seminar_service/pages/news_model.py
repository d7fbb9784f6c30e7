"""News of the organiser."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.history import SubjectKind
from seminar_service.pages.values import Standing, Words
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned


class NewsItem(Published, Versioned, Base):
    """A piece of news in both languages or one.

    `public_id` names it in addresses. `uid` is a UUID of its own, by which programs that read the
    feed know it, whatever the site is called. `live_from` is from when on everybody sees it; None
    for a draft. `withdrawn_at` is since when nobody sees it any more, `changed_at` when its words
    were last changed.
    """

    __tablename__ = "news_item"
    subject_kind = SubjectKind.NEWS
    __table_args__ = (
        Index(None, "live_from"),
        CheckConstraint("title_ja <> '' OR title_en <> ''", name="written_in_a_language"),
        CheckConstraint("(title_ja = '') = (text_ja = '')", name="whole_in_japanese"),
        CheckConstraint("(title_en = '') = (text_en = '')", name="whole_in_english"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    title_ja: Mapped[str] = mapped_column(String(120), default="")
    text_ja: Mapped[str] = mapped_column(Text, default="")
    title_en: Mapped[str] = mapped_column(String(120), default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]
    live_from: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @property
    def words(self) -> Words:
        """What it says."""
        return Words(self.title_ja, self.text_ja, self.title_en, self.text_en)

    def standing(self, now: datetime) -> Standing:
        """How it stands at an instant."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.live_from is None:
            return Standing.DRAFT
        return Standing.WAITING if self.live_from > now else Standing.LIVE
