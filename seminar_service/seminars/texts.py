"""What is said of a seminar, in both languages."""

from sqlalchemy import String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.bilingual import Written, written_for


class SeminarTexts:
    """The columns of a seminar with its texts.

    `programme_…` says what happens when, `access_…` how to get to the venue: plain text in lines.
    """

    title_ja: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    description_ja: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    programme_ja: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    programme_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    access_ja: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    access_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    cancellation_note_ja: Mapped[str] = mapped_column(Text, default="")
    cancellation_note_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))

    def title(self, locale: str) -> str:
        """The title in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en

    def description(self, locale: str) -> str:
        """The description in `locale` ("ja" or "en")."""
        return self.description_ja if locale == "ja" else self.description_en

    def programme(self, locale: str) -> str:
        """What happens when, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.programme_ja if locale == "ja" else self.programme_en

    def access(self, locale: str) -> str:
        """How to get to the venue, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.access_ja if locale == "ja" else self.access_en

    def cancellation_note(self, locale: str) -> Written | None:
        """Why it was cancelled, for readers of `locale`; None where nobody said why."""
        ja, en = self.cancellation_note_ja, self.cancellation_note_en
        return written_for(locale, ja=ja, en=en)
