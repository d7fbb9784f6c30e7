"""Reading what lies under seal: who may, and the line of history that each reading is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.history import tell
from seminar_service.consultations.model import Case, CaseContact, CaseFile, case_expert
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.values import CaseSecrets
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.storage.transaction import transaction


class NotAssigned(DomainError):  # noqa: N818 (named after the rule)
    """Only those to whom a case is assigned, and the head of the desk, read and change it."""

    code = "not_assigned"
    category = Category.DENIED


@dataclass(frozen=True)
class Reader:
    """Somebody who works at the desk: the account, and whether it is the head's."""

    user_id: int
    is_head: bool = False


@dataclass(frozen=True)
class ReadContact:
    """A contact with its note opened."""

    row: CaseContact
    note: str


@dataclass(frozen=True)
class ReadFile:
    """A file's row with its name opened."""

    row: CaseFile
    name: str


@dataclass(frozen=True)
class ReadCase:
    """A case with all that is told of it."""

    secrets: CaseSecrets
    contacts: list[ReadContact]
    files: list[ReadFile]


def may_read(session: Session, case_id: int, reader: Reader) -> bool:
    """Whether somebody may read and change a case. One query, for the head none."""
    if reader.is_head:
        return True
    found = select(case_expert.c.case_id).where(
        case_expert.c.case_id == case_id, case_expert.c.user_id == reader.user_id
    )
    return session.scalar(found) is not None


def require_reader(session: Session, case_id: int, reader: Reader) -> None:
    """See that somebody may read and change a case. In the caller's transaction.

    Raises:
        NotAssigned: They may not.
    """
    if not may_read(session, case_id, reader):
        raise NotAssigned


def locked_case(session: Session, case_id: int) -> Case:
    """A case that nobody else changes until the transaction ends. Part of the caller's.

    Raises:
        NotFound: There is no such case.
    """
    case = session.get(Case, case_id, with_for_update={"key_share": True})
    if case is None:
        raise NotFound("case")
    return case


def read(
    session: Session,
    case_id: int,
    reader: Reader,
    *,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> ReadCase:
    """Open a case; that it was read stands in the history before anything is shown.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        SealBroken: The keys are not those under which it was kept.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        tell(session, case, HistoryKind.CASE_READ, actor=actor, now=now)
        contacts = session.scalars(
            select(CaseContact)
            .where(CaseContact.case_id == case_id)
            .order_by(CaseContact.at.desc(), CaseContact.id.desc())
        )
        files = session.scalars(
            select(CaseFile).where(CaseFile.case_id == case_id).order_by(CaseFile.id)
        )
        return ReadCase(
            seal.read(case),
            [ReadContact(row, seal.open(row.note)) for row in contacts],
            [ReadFile(row, seal.open(row.name)) for row in files],
        )
