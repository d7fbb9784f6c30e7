"""The list of subjects, which the head of the desk keeps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.consultations.model import DeskSubject
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction

FIRST_SUBJECTS: Final = (
    ("ip-system", "知的財産制度全般", "The IP system in general"),
    ("open-close", "オープン・クローズ戦略", "Open or close strategy"),
    ("trade-secrets", "営業秘密の管理", "Management of trade secrets"),
    ("contracts", "秘密保持などの契約", "Contracts such as confidentiality agreements"),
    ("information-security", "情報セキュリティ", "Information security"),
    ("leakage", "情報漏えいの被害", "Damage by leakage"),
    ("other", "その他", "Something else"),
)
"""What every desk begins with."""


class SubjectCodeTaken(DomainError):  # noqa: N818 (named after the rule)
    """Another subject has this code."""

    code = "subject_code_taken"
    category = Category.CONFLICT


@dataclass(frozen=True)
class SubjectDetails:
    """What a subject is called, where it stands in lists, and whether it is offered no more."""

    name_ja: str
    name_en: str
    position: int
    retired: bool = False


def missing_subjects(session: Session) -> list[DeskSubject]:
    """The first subjects as far as they are missing. Part of the caller's transaction."""
    known = set(session.scalars(select(DeskSubject.code)))
    return [
        DeskSubject(code=code, name_ja=name_ja, name_en=name_en, position=position)
        for position, (code, name_ja, name_en) in enumerate(FIRST_SUBJECTS, start=1)
        if code not in known
    ]


def add_subject(
    session: Session, code: str, details: SubjectDetails, *, actor: Actor, now: datetime
) -> int:
    """Add a subject under a code that never changes, and return its key.

    Raises:
        SubjectCodeTaken: Another subject has the code.
    """
    with transaction(session):
        if session.scalar(select(DeskSubject.id).where(DeskSubject.code == code)) is not None:
            raise SubjectCodeTaken
        row = DeskSubject(code=code, **vars(details))
        session.add(row)
        session.flush()
        subject = Subject(SubjectKind.DESK_SUBJECT, row.id)
        history.record(session, HistoryKind.DESK_SUBJECT_ADDED, subject, actor, now)
        return row.id


def edit_subject(
    session: Session,
    subject_id: int,
    details: SubjectDetails,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Call a subject something else, move it in the list, or offer it no more.

    Raises:
        NotFound: There is no such subject.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        row = session.get(DeskSubject, subject_id, with_for_update={"key_share": True})
        if row is None:
            raise NotFound("desk_subject")
        require_version(row, version)
        for name, value in vars(details).items():
            setattr(row, name, value)
        mark_edited(session, row, actor=actor, now=now)


def next_position(session: Session) -> int:
    """The position after the last subject. One query."""
    return (session.scalar(select(func.max(DeskSubject.position))) or 0) + 1
