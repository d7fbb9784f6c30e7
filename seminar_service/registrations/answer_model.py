"""Answers to the organiser's own questions, and the files among them."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.uploads import UploadKind
from seminar_service.questions.model import Question, QuestionOption
from seminar_service.registrations.model import Registration
from seminar_service.storage.base import Base, enum_column

answer_option = Table(
    "answer_option",
    Base.metadata,
    Column("answer_id", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("option_id", ForeignKey("question_option.id"), primary_key=True),
    Index(None, "option_id"),
)


class Answer(Base):
    """What one person answered to one own question; who answered nothing has no row.

    `text` is what was typed, whatever the kind; a number, a day and yes or no stand beside it as
    values, and what was chosen as options. Of a file it is the name, and the number its bytes.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("registration_id", "question_id"),
        Index(None, "question_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[int | None]
    day: Mapped[date | None]
    says_yes: Mapped[bool | None]

    registration: Mapped[Registration] = relationship(overlaps="answers")
    question: Mapped[Question] = relationship(overlaps="answers")
    options: Mapped[list[QuestionOption]] = relationship(
        secondary=answer_option, order_by=QuestionOption.position
    )


class AnswerFile(Base):
    """A file that somebody answered with, or that waits for its form to be sent.

    One that waits has no answer yet; its form finds it by a handle of which the SHA-256 is kept.
    Of an answer it is a part, and goes with it. `name` is what its sender called it, made harmless
    (`domain.uploads.upload_name`); `size` is in bytes.
    """

    __tablename__ = "answer_file"
    __table_args__ = (
        CheckConstraint("(answer_id IS NULL) <> (handle_hash IS NULL)", name="waits_or_belongs"),
        Index(None, "question_id"),
        Index(None, "kept_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), unique=True
    )
    handle_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[UploadKind] = mapped_column(enum_column(UploadKind, "kind"))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    kept_at: Mapped[datetime]
