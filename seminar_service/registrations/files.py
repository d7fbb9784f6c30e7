"""Files that people answer with.

They lie in the database, beside the answer and in its transactions: a backup holds both, every
process on every machine finds them, and what is deleted is gone. A form that comes back, or a page
to check, brings a file again by its handle, a secret that only this page carries; what nobody sends
in the end is swept.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session, undefer

from seminar_service.access.links import hashed
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.uploads import MEGABYTE, UploadKind
from seminar_service.registrations.answer_model import Answer, AnswerFile
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction

HANDLE_BYTES: Final = 32
KEPT_FOR: Final = timedelta(days=1)
"""How long a file waits for its form to be sent."""
MOST_WAITING_BYTES: Final = 500 * MEGABYTE
"""What waits in all; beyond it nothing more is taken until forms are sent, or time has passed."""


class FileForgotten(DomainError):  # noqa: N818 (named after the rule)
    """A file has waited too long for its form, or was sent with another one."""

    code = "file_forgotten"
    category = Category.CONFLICT


class TooManyFilesWait(DomainError):  # noqa: N818 (named after the rule)
    """So much waits for forms to be sent that nothing more is taken for now."""

    code = "too_many_files_wait"
    category = Category.TOO_MANY


@dataclass(frozen=True)
class KeptFile:
    """A file at a field of a form: one that waits, by its handle, or that of an earlier answer."""

    name: str
    size: int
    handle: str = ""


def keep(
    session: Session,
    question_id: int,
    name: str,
    kind: UploadKind,
    content: bytes,
    *,
    now: datetime,
) -> KeptFile:
    """Let a file wait for its form; the handle finds it again.

    Raises:
        TooManyFilesWait: so much waits already that this one is not taken.
    """
    with transaction(session):
        waiting = session.scalar(
            select(func.sum(AnswerFile.size)).where(AnswerFile.answer_id.is_(None))
        )
        if (waiting or 0) + len(content) > MOST_WAITING_BYTES:
            raise TooManyFilesWait(f"{waiting} bytes wait")
        handle = secrets.token_urlsafe(HANDLE_BYTES)
        session.add(
            AnswerFile(
                question_id=question_id,
                handle_hash=hashed(handle),
                name=name,
                kind=kind,
                size=len(content),
                content=content,
                kept_at=now,
            )
        )
    return KeptFile(name, len(content), handle)


def waiting(session: Session, question_id: int, handle: str, *, now: datetime) -> KeptFile:
    """The file that waits under a handle.

    Raises:
        FileForgotten: it waits no more.
    """
    found = session.execute(
        select(AnswerFile.name, AnswerFile.size).where(
            AnswerFile.handle_hash == hashed(handle),
            AnswerFile.question_id == question_id,
            AnswerFile.answer_id.is_(None),
            AnswerFile.kept_at > now - KEPT_FOR,
        )
    ).one_or_none()
    if found is None:
        raise FileForgotten(f"question {question_id}")
    return KeptFile(found.name, found.size, handle)


def attach(session: Session, answer: Answer, handle: str) -> None:
    """Make a file that waits the answer's; its handle finds it no more.

    Part of the caller's transaction; the answer has a key. The file goes with it.

    Raises:
        FileForgotten: it waits no more.
    """
    statement = (
        update(AnswerFile)
        .where(
            AnswerFile.handle_hash == hashed(handle),
            AnswerFile.question_id == answer.question_id,
            AnswerFile.answer_id.is_(None),
        )
        .values(answer_id=answer.id, handle_hash=None)
    )
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 (for the checker of types)
    if not result.rowcount:
        raise FileForgotten(f"question {answer.question_id}")


def read(
    session: Session, registration_id: int, question_id: int, *, actor: Actor, now: datetime
) -> AnswerFile:
    """A file with its content, for the staff; who took it stands in the history.

    Raises:
        NotFound: there is no such answer, or none with a file.
    """
    with transaction(session):
        file = session.scalar(
            select(AnswerFile)
            .join(Answer, Answer.id == AnswerFile.answer_id)
            .where(Answer.registration_id == registration_id, Answer.question_id == question_id)
            .options(undefer(AnswerFile.content))
        )
        if file is None:
            raise NotFound("file")
        row = session.get_one(Registration, registration_id)
        tell(session, row, HistoryKind.FILE_READ, actor=actor, now=now, question=question_id)
        session.expunge(file)
    return file


def sweep(session: Session, *, now: datetime) -> None:
    """Delete what nobody has sent in time. Part of the caller's transaction."""
    session.execute(
        delete(AnswerFile).where(
            AnswerFile.answer_id.is_(None), AnswerFile.kept_at <= now - KEPT_FOR
        )
    )
