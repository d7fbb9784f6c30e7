"""Notices: what the office writes to participants, and who gets it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.notices.states import NoticeState
from seminar_service.notices.values import Audience, Letter
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Tour


class Notice(Versioned, Base):
    """An email from the office to participants of one tour.

    `states` names how their registrations stand, parted by commas; to whom it goes is decided when
    it is sent. `due_at` is when that begins, `addressed_at` when its recipients were written down,
    `sent_at` when the last of its mails was in the outbox. `stopped_at` is since when the office
    keeps what has not left from leaving; None while it keeps nothing.
    """

    subject_kind = SubjectKind.NOTICE

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'discarded') OR due_at IS NOT NULL", name="sent_at_some_time"
        ),
        Index(None, "tour_id"),
        Index(None, "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    state: Mapped[NoticeState] = mapped_column(
        enum_column(NoticeState, "state"), default=NoticeState.DRAFT
    )
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"))
    place: Mapped[str] = mapped_column(String(2), default="")
    participant_kind: Mapped[ParticipantKind | None] = mapped_column(
        enum_column(ParticipantKind, "participant_kind")
    )
    states: Mapped[str] = mapped_column(String(200))
    subject_ja: Mapped[str] = mapped_column(String(150), default="")
    body_ja: Mapped[str] = mapped_column(Text, default="")
    subject_en: Mapped[str] = mapped_column(String(150), default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime | None]
    addressed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    tour: Mapped[Tour] = relationship()
    seminar: Mapped[Seminar | None] = relationship()

    @property
    def audience(self) -> Audience:
        """To whom it goes."""
        states = [RegistrationState(each) for each in self.states.split(",")]
        return Audience(self.seminar_id, self.place, self.participant_kind, states)

    @property
    def letters(self) -> dict[Locale, Letter]:
        """What it says, in each language that has both subject and text."""
        written = {
            Locale.JA: Letter(self.subject_ja, self.body_ja),
            Locale.EN: Letter(self.subject_en, self.body_en),
        }
        return {locale: letter for locale, letter in written.items() if letter.is_whole}


class NoticeRecipient(Base):
    """One registration that gets a notice; its key lets it get it once.

    `message_id` is the mail, the last one where it was sent again; None until it is in the outbox.
    `is_unwritable` where none could be made.
    """

    __tablename__ = "notice_recipient"
    __table_args__ = (Index(None, "registration_id"), Index(None, "message_id"))

    notice_id: Mapped[int] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"))
    is_unwritable: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    registration: Mapped[Registration] = relationship()
    message: Mapped[Message | None] = relationship()
