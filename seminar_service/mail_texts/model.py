"""Texts of letters that the organiser has written for a tour."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.outbox.letters import Letter
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Tour

FIRST_VERSION: Final = 1
"""The version of a text that nobody has written anew yet, whether or not it has a row."""


class MailText(Versioned, Base):
    """What one kind of letter says in a tour, in each language in which it was written anew.

    Where subject and text of a language are empty, its original holds. `original_ja` and
    `original_en` are digests of the originals that were there when it was written.
    """

    __tablename__ = "mail_text"
    subject_kind = SubjectKind.MAIL_TEXT
    __table_args__ = (UniqueConstraint("tour_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    kind: Mapped[str] = mapped_column(String(60))
    subject_ja: Mapped[str] = mapped_column(String(150), default="")
    body_ja: Mapped[str] = mapped_column(Text, default="")
    original_ja: Mapped[str] = mapped_column(String(64), default="")
    subject_en: Mapped[str] = mapped_column(String(150), default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    original_en: Mapped[str] = mapped_column(String(64), default="")
    changed_at: Mapped[datetime]

    tour: Mapped[Tour] = relationship()

    def letter(self, locale: str) -> Letter | None:
        """What was written in a language ("ja" or "en"); None where its original holds."""
        japanese = locale == Locale.JA
        subject = self.subject_ja if japanese else self.subject_en
        body = self.body_ja if japanese else self.body_en
        return Letter(subject, body) if body else None

    def made_from(self, locale: str) -> str:
        """The digest of the original that was there when it was written."""
        return self.original_ja if locale == Locale.JA else self.original_en

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than its original, in any language."""
        return bool(self.body_ja or self.body_en)
