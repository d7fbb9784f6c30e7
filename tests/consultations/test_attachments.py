"""Files of a case."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from seminar_service.consultations import attachments
from seminar_service.consultations.attachments import MOST_FILES, OpenedFile, TooManyFiles
from seminar_service.consultations.model import Case, CaseFile
from seminar_service.consultations.reading import NotAssigned, Reader
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.uploads import UploadKind
from tests.consultations.support import SEAL, STAFF, head, make_case, told_of
from tests.factories import NOW

FILE = OpenedFile("配合表.pdf", UploadKind.PDF, b"%PDF-1 secret")
WHO: dict[str, Any] = {"seal": SEAL, "actor": STAFF, "now": NOW}


def add(session: Session, case: Case, reader: Reader | None = None) -> None:
    attachments.add_file(session, case.id, FILE, reader=reader or head(session), **WHO)


def test_a_file_lies_under_seal_and_opens_for_whoever_may_read(session: Session) -> None:
    case = make_case(session)
    add(session, case)
    row = session.scalars(select(CaseFile).options(undefer(CaseFile.content))).one()
    assert b"secret" not in row.content
    assert "配合" not in row.name
    found = attachments.read_file(session, case.id, row.id, reader=head(session), **WHO)
    assert found == FILE
    with pytest.raises(NotAssigned):
        attachments.read_file(session, case.id, row.id, reader=Reader(99), **WHO)
    kinds = [line.kind for line in told_of(session, case)]
    assert kinds[1:] == [HistoryKind.CASE_FILE_ADDED, HistoryKind.CASE_FILE_READ]


def test_a_file_of_another_case_is_not_found(session: Session) -> None:
    case, other = make_case(session), make_case(session)
    add(session, case)
    row = session.scalars(select(CaseFile)).one()
    with pytest.raises(NotFound):
        attachments.read_file(session, other.id, row.id, reader=head(session), **WHO)


def test_a_case_has_a_bounded_number_of_files(session: Session) -> None:
    case = make_case(session)
    for _ in range(MOST_FILES):
        add(session, case)
    with pytest.raises(TooManyFiles):
        add(session, case)
    with pytest.raises(NotAssigned):
        add(session, case, Reader(99))
