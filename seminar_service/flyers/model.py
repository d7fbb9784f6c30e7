"""What the office has worded of a seminar's flyer."""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.flyers.values import Part, columns
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned


class Flyer(Versioned, Base):
    """The flyer of one seminar, in both languages.

    A text that is `None` is the usual one, which follows the seminar and its tour; an empty one is
    left out of the flyer. A seminar without a row has the usual texts alone.
    """

    __tablename__ = "flyer"
    subject_kind = SubjectKind.FLYER

    id: Mapped[int] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), unique=True
    )
    title_ja: Mapped[str | None] = mapped_column(Text)
    title_en: Mapped[str | None] = mapped_column(Text)
    lead_ja: Mapped[str | None] = mapped_column(Text)
    lead_en: Mapped[str | None] = mapped_column(Text)
    programme_ja: Mapped[str | None] = mapped_column(Text)
    programme_en: Mapped[str | None] = mapped_column(Text)
    access_ja: Mapped[str | None] = mapped_column(Text)
    access_en: Mapped[str | None] = mapped_column(Text)
    registering_ja: Mapped[str | None] = mapped_column(Text)
    registering_en: Mapped[str | None] = mapped_column(Text)
    contact_ja: Mapped[str | None] = mapped_column(Text)
    contact_en: Mapped[str | None] = mapped_column(Text)

    seminar: Mapped[Seminar] = relationship()

    def worded(self, locale: Locale) -> Mapping[Part, str]:
        """What the office has worded in a language."""
        texts = {part: getattr(self, name) for part, each, name in columns() if each is locale}
        return {part: text for part, text in texts.items() if text is not None}
