"""What the office prepares of the mails of a release, and whom it leaves out."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.planning.model import Plan
from seminar_service.releases.changes import Change
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned

FIRST_VERSION = 1
"""The version of what nobody has prepared yet, whether or not it has a row."""

EVERYBODY = "everybody"
"""The key of what all mails of a release say."""


class PreparedMail(Versioned, Base):
    """What is added to one mail of a release, or to all, and why a mail is not sent.

    `key` names the mail (`releases.mail_list.ReleaseMail.key`), or is `EVERYBODY`. `mark`, `kind`
    and `changes` say what the mail told when this was prepared: what is prepared holds for just
    that. `registration_id` is whom a mail to a participant is for. `reason` is empty where it is
    sent. A row stays after the release: `left_out_at` is when somebody was not written to,
    `stood_as` how the registration stood then, `sent_at` when the mail was sent after all.
    """

    __tablename__ = "prepared_mail"
    subject_kind = SubjectKind.PREPARED_MAIL
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        Index(None, "registration_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE")
    )
    about_id: Mapped[int] = mapped_column(default=0)
    audience: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[str] = mapped_column(String(60), default="")
    mark: Mapped[str] = mapped_column(String(64), default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    words_ja: Mapped[str] = mapped_column(Text, default="")
    words_en: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    left_out_at: Mapped[datetime | None]
    stood_as: Mapped[str] = mapped_column(String(20), default="")
    sent_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    maker: Mapped[User | None] = relationship()

    def words(self, locale: str) -> str:
        """What is added in a language."""
        return self.words_ja if locale == Locale.JA else self.words_en

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is prepared any more."""
        return not (self.words_ja or self.words_en or self.reason)

    @property
    def told_then(self) -> list[Change]:
        """What the mail told of when this was prepared."""
        return [Change.of_data(each) for each in self.changes]
