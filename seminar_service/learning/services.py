"""Bringing courses in, publishing them; beginning and finishing one."""

from datetime import date, datetime
from secrets import randbelow
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.public_ids import ALPHABET
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.learning.course_format import document_of
from seminar_service.learning.model import Certificate, LearnerCount, LearningCourse
from seminar_service.learning.values import Course
from seminar_service.storage.transaction import transaction

_GROUPS: Final = 3
_GROUP: Final = 4


def bring_in(session: Session, course: Course, *, actor: Actor, now: datetime) -> int:
    """Keep a course, or let the one with its code say what this one does; its number.

    One that is new is not seen by everybody before it is published.
    """
    with transaction(session):
        wanted = select(LearningCourse).where(LearningCourse.code == course.code)
        row = session.scalar(wanted.with_for_update(key_share=True))
        if row is None:
            row = LearningCourse(code=course.code, content=document_of(course), changed_at=now)
            session.add(row)
            session.flush()
            subject = Subject(SubjectKind.COURSE, row.id)
            history.record(session, HistoryKind.COURSE_ADDED, subject, actor, now)
        else:
            row.content, row.changed_at = document_of(course), now
            mark_edited(session, row, actor=actor, now=now)
        return row.id


def publish_course(
    session: Session, course_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Let everybody see a course.

    Raises:
        NotFound: There is none.
        ChangedMeanwhile: Somebody has changed it since `version`.
    """
    with transaction(session):
        row = _locked(session, course_id)
        require_version(row, version)
        row.live_from = row.live_from or now
        mark_edited(session, row, HistoryKind.COURSE_PUBLISHED, actor=actor, now=now)


def withdraw_course(
    session: Session, course_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Take a course off; its certificates still verify, and its figures stay.

    Raises:
        NotFound: There is none.
        ChangedMeanwhile: Somebody has changed it since `version`.
    """
    with transaction(session):
        row = _locked(session, course_id)
        require_version(row, version)
        row.live_from = None
        mark_edited(session, row, HistoryKind.COURSE_WITHDRAWN, actor=actor, now=now)


def begin(session: Session, code: str, kind: ParticipantKind | None, *, now: datetime) -> None:
    """Count one who begins a course.

    Raises:
        NotFound: Nobody sees such a course.
    """
    with transaction(session):
        _count(session, _shown(session, code), kind, now, begun=1)


def finish(
    session: Session,
    code: str,
    kind: ParticipantKind | None,
    form_key: str,
    *,
    now: datetime,
) -> str:
    """Count one who has finished a course, and give a certificate; its number.

    The same form sent twice gives the same.

    Raises:
        NotFound: Nobody sees such a course.
    """
    with transaction(session):
        row = _shown(session, code)
        given = session.scalar(select(Certificate.number).where(Certificate.form_key == form_key))
        if given is not None:
            return given
        title = row.content["title"]
        number = _number()
        session.add(
            Certificate(
                number=number,
                course_id=row.id,
                title_ja=title["ja"],
                title_en=title["en"],
                issued_on=day_of(now),
                form_key=form_key,
            )
        )
        _count(session, row, kind, now, finished=1)
        return number


def _number() -> str:
    letters = [
        "".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(_GROUP)) for _ in range(_GROUPS)
    ]
    return "-".join(letters).upper()


def _count(
    session: Session,
    row: LearningCourse,
    kind: ParticipantKind | None,
    now: datetime,
    *,
    begun: int = 0,
    finished: int = 0,
) -> None:
    month: date = day_of(now).replace(day=1)
    on_sqlite = session.connection().dialect.name == "sqlite"
    new = sqlite_insert(LearnerCount) if on_sqlite else postgresql_insert(LearnerCount)
    values = {
        "course_id": row.id,
        "month": month,
        "kind": kind.value if kind else "",
        "begun": begun,
        "finished": finished,
    }
    session.execute(
        new.values(values).on_conflict_do_update(
            index_elements=[LearnerCount.course_id, LearnerCount.month, LearnerCount.kind],
            set_={
                "begun": LearnerCount.begun + new.excluded.begun,
                "finished": LearnerCount.finished + new.excluded.finished,
            },
        )
    )


def _shown(session: Session, code: str) -> LearningCourse:
    shown = LearningCourse.code == code, LearningCourse.live_from.is_not(None)
    row = session.scalar(select(LearningCourse).where(*shown))
    if row is None:
        raise NotFound("course")
    return row


def _locked(session: Session, course_id: int) -> LearningCourse:
    row = session.get(LearningCourse, course_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFound("course")
    return row
