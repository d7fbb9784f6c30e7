"""Own questions with their options, and which questions a tour or a seminar asks."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.questions.values import Asking, QuestionKind, StandardQuestion
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned

if TYPE_CHECKING:
    from seminar_service.registrations.answer_model import Answer

_OF_TOUR = text("seminar_id IS NULL")


class Question(Versioned, Base):
    """A question of the organiser's own, which the forms of a tour ask.

    `position` orders the questions of a tour, from 1 on. One that is retired is asked no longer;
    its answers stay. `frozen_on` is the first day in Japan on which participants change their
    answer no more. `is_personal` tells that answers say something about a person: they are not
    counted beside others in public, and go when people's data go. `largest_megabytes` is what a
    file may have at most; of other kinds it means nothing.
    """

    __tablename__ = "question"
    subject_kind = SubjectKind.QUESTION
    __table_args__ = (
        CheckConstraint(
            "largest_megabytes >= 1 AND largest_megabytes <= 5", name="file_size_in_range"
        ),
        Index(None, "tour_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "kind"))
    asking: Mapped[Asking] = mapped_column(enum_column(Asking, "asking"))
    label_ja: Mapped[str] = mapped_column(String(200))
    label_en: Mapped[str] = mapped_column(String(200))
    help_ja: Mapped[str] = mapped_column(Text, default="")
    help_en: Mapped[str] = mapped_column(Text, default="")
    is_personal: Mapped[bool] = mapped_column(default=True)
    largest_megabytes: Mapped[int] = mapped_column(default=2, server_default=text("'2'"))
    frozen_on: Mapped[date | None]
    retired_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    options: Mapped[list["QuestionOption"]] = relationship(
        back_populates="question",
        order_by="QuestionOption.position",
        cascade="all, delete-orphan",
    )
    condition: Mapped["QuestionCondition | None"] = relationship(
        back_populates="question",
        foreign_keys="QuestionCondition.question_id",
        cascade="all, delete-orphan",
    )

    answers: Mapped[list["Answer"]] = relationship(viewonly=True)

    def label(self, locale: str) -> str:
        """The question in `locale` ("ja" or "en")."""
        return self.label_ja if locale == "ja" else self.label_en

    def help(self, locale: str) -> str:
        """What helps to answer it, in `locale` ("ja" or "en"); empty where there is nothing."""
        return self.help_ja if locale == "ja" else self.help_en

    @property
    def live_options(self) -> list["QuestionOption"]:
        """The options that can be chosen now."""
        return [option for option in self.options if option.retired_at is None]


class QuestionOption(Base):
    """An answer that can be chosen; a retired one is offered no longer, and its answers stay."""

    __tablename__ = "question_option"
    __table_args__ = (Index(None, "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    position: Mapped[int]
    label_ja: Mapped[str] = mapped_column(String(200))
    label_en: Mapped[str] = mapped_column(String(200))
    retired_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship(back_populates="options")

    def label(self, locale: str) -> str:
        """What it says in `locale` ("ja" or "en")."""
        return self.label_ja if locale == "ja" else self.label_en


class QuestionCondition(Base):
    """Of whom a question is asked alone: who chose an option at another one, or said yes or no."""

    __tablename__ = "question_condition"
    __table_args__ = (
        CheckConstraint("on_question_id <> question_id", name="on_another"),
        CheckConstraint("(option_id IS NULL) <> (says_yes IS NULL)", name="one_answer"),
        Index(None, "on_question_id"),
    )

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    on_question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    option_id: Mapped[int | None] = mapped_column(ForeignKey("question_option.id"))
    says_yes: Mapped[bool | None]

    question: Mapped[Question] = relationship(
        back_populates="condition", foreign_keys=[question_id]
    )


class QuestionSheet(Versioned, Base):
    """How the forms of a tour ask the standard questions, or in what one seminar differs.

    A tour's sheet (without a seminar) has lines for standard questions alone: its own questions say
    themselves how they are asked. What a sheet has no line for is as usual (`values.USUAL`), at a
    seminar as in its tour.
    """

    __tablename__ = "question_sheet"
    subject_kind = SubjectKind.QUESTION_SHEET
    __table_args__ = (
        UniqueConstraint("seminar_id"),
        Index(
            "uq_question_sheet_of_tour",
            "tour_id",
            unique=True,
            sqlite_where=_OF_TOUR,
            postgresql_where=_OF_TOUR,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"))

    lines: Mapped[list["SheetLine"]] = relationship(
        back_populates="sheet", cascade="all, delete-orphan", order_by="SheetLine.id"
    )


class SheetLine(Base):
    """How one question is asked: a standard one, or, at a seminar, one of the organiser's own."""

    __tablename__ = "question_sheet_line"
    __table_args__ = (
        CheckConstraint("(standard IS NULL) <> (question_id IS NULL)", name="one_question"),
        UniqueConstraint("sheet_id", "standard"),
        UniqueConstraint("sheet_id", "question_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("question_sheet.id", ondelete="CASCADE"))
    standard: Mapped[StandardQuestion | None] = mapped_column(
        enum_column(StandardQuestion, "standard")
    )
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    asking: Mapped[Asking] = mapped_column(enum_column(Asking, "asking"))

    sheet: Mapped[QuestionSheet] = relationship(back_populates="lines")
