"""Files that belong to a case: name and content lie under seal, in the database, as all of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from seminar_service.consultations.history import tell
from seminar_service.consultations.model import CaseFile
from seminar_service.consultations.reading import Reader, locked_case, require_reader
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.services import require_remembered
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.uploads import MEGABYTE, UploadKind
from seminar_service.storage.transaction import transaction

LARGEST_BYTES: Final = 5 * MEGABYTE
MOST_FILES: Final = 20
"""Files of one case."""


class TooManyFiles(DomainError):  # noqa: N818 (named after the rule)
    """The case has as many files as one may have."""

    code = "case_is_full"
    category = Category.CONFLICT


@dataclass(frozen=True)
class OpenedFile:
    """A file as it was given: its name, its kind and its content."""

    name: str
    kind: UploadKind
    content: bytes


def add_file(
    session: Session,
    case_id: int,
    file: OpenedFile,
    *,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep a file with a case.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        TooManyFiles: It has as many as one may have.
        CaseForgotten: What was told is deleted, and nothing is added to it.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        require_remembered(case)
        there = select(func.count()).select_from(CaseFile).where(CaseFile.case_id == case_id)
        if (session.scalar(there) or 0) >= MOST_FILES:
            raise TooManyFiles
        session.add(
            CaseFile(
                case_id=case_id,
                user_id=reader.user_id,
                name=seal.close(file.name),
                kind=file.kind,
                size=len(file.content),
                content=seal.close_bytes(file.content),
                added_at=now,
            )
        )
        case.changed_at = now
        tell(session, case, HistoryKind.CASE_FILE_ADDED, actor=actor, now=now)


def read_file(
    session: Session,
    case_id: int,
    file_id: int,
    *,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> OpenedFile:
    """Open a file; that it was read stands in the history.

    Raises:
        NotFound: There is no such case, or no such file of it.
        NotAssigned: The reader may not.
        SealBroken: The keys are not those under which it was kept.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        row = session.scalar(
            select(CaseFile)
            .where(CaseFile.id == file_id, CaseFile.case_id == case_id)
            .options(undefer(CaseFile.content))
        )
        if row is None:
            raise NotFound("file")
        tell(session, case, HistoryKind.CASE_FILE_READ, actor=actor, now=now, file=file_id)
        return OpenedFile(seal.open(row.name), row.kind, seal.open_bytes(row.content))
