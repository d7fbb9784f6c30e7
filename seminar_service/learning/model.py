"""Courses, certificates that name nobody, and counted learners."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned


class LearningCourse(Published, Versioned, Base):
    """A course, as its file says it (`course_format`).

    `code` names it in addresses, for good. `live_from` is since when everybody sees it; None while
    only the staff does.
    """

    __tablename__ = "learning_course"
    subject_kind = SubjectKind.COURSE

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    live_from: Mapped[datetime | None]


class Certificate(Base):
    """That somebody answered all questions of a course; who that was is kept nowhere.

    `number` is what verifies it. Titles are those of the day, whatever becomes of the course.
    `form_key` lets a form that is sent twice be one certificate.
    """

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("learning_course.id"))
    title_ja: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    issued_on: Mapped[date]
    form_key: Mapped[str] = mapped_column(String(40), unique=True)

    course: Mapped[LearningCourse] = relationship()


class LearnerCount(Base):
    """How many have begun and finished a course in a month, by the kind that they say they are.

    Figures alone, so that nothing has to be deleted with anybody. `kind` is empty for who said
    none.
    """

    __tablename__ = "learner_count"
    __table_args__ = (
        UniqueConstraint("course_id", "month", "kind"),
        CheckConstraint("begun >= 0 AND finished >= 0", name="counts_up"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("learning_course.id"))
    month: Mapped[date]
    kind: Mapped[str] = mapped_column(String(40), default="")
    begun: Mapped[int] = mapped_column(default=0)
    finished: Mapped[int] = mapped_column(default=0)
