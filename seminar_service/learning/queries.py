"""Courses, as everybody and as the staff reads them; certificates; figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.learning.course_format import course_of
from seminar_service.learning.model import Certificate, LearnerCount, LearningCourse
from seminar_service.learning.values import Course
from seminar_service.storage.reading import Reader, read_rows

MOST_COURSES: Final = 50
"""So many courses are listed."""


@dataclass(frozen=True)
class Verified:
    """What a certificate says: which course, in both languages, and the day."""

    number: str
    title_ja: str
    title_en: str
    issued_on: date

    def title(self, locale: str) -> str:
        """The course's title of that day in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en


@dataclass(frozen=True)
class Learners:
    """How many have begun and finished; `kind` is empty for who said none."""

    kind: str
    begun: int
    finished: int


def public_courses(reader: Reader) -> Sequence[Course]:
    """The courses that everybody sees, by their codes. One query."""
    listed = select(LearningCourse.content).where(LearningCourse.live_from.is_not(None))
    rows = read_rows(reader, listed.order_by(LearningCourse.code).limit(MOST_COURSES))
    return [course_of(row.content) for row in rows]


def course_called(reader: Reader, code: str) -> Course | None:
    """A course by its code; None where nobody sees one. One query."""
    shown = LearningCourse.code == code, LearningCourse.live_from.is_not(None)
    rows = read_rows(reader, select(LearningCourse.content).where(*shown))
    return course_of(rows[0].content) if rows else None


def certificate(reader: Reader, number: str) -> Verified | None:
    """What the certificate of a number says; None where there is none. One query."""
    wanted = select(
        Certificate.number, Certificate.title_ja, Certificate.title_en, Certificate.issued_on
    ).where(Certificate.number == number)
    rows = read_rows(reader, wanted)
    return Verified(*rows[0]) if rows else None


def all_courses(session: Session) -> Sequence[LearningCourse]:
    """The courses of the staff, by their codes. One query."""
    return session.scalars(
        select(LearningCourse).order_by(LearningCourse.code).limit(MOST_COURSES)
    ).all()


def course_row(session: Session, course_id: int) -> LearningCourse:
    """A course by its number.

    Raises:
        NotFound: There is none.
    """
    row = session.get(LearningCourse, course_id)
    if row is None:
        raise NotFound("course")
    return row


def learners(session: Session, course_id: int) -> Sequence[Learners]:
    """How many have begun and finished a course, by kind. One query."""
    counted = (
        select(LearnerCount.kind, func.sum(LearnerCount.begun), func.sum(LearnerCount.finished))
        .where(LearnerCount.course_id == course_id)
        .group_by(LearnerCount.kind)
        .order_by(LearnerCount.kind)
    )
    return [Learners(kind, int(begun), int(done)) for kind, begun, done in session.execute(counted)]
