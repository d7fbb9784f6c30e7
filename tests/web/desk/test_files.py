"""Files of a case."""

from contextlib import closing
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.consultations.attachments import MOST_FILES
from seminar_service.consultations.model import Case, CaseFile
from seminar_service.web.desk import files
from tests.consultations.support import make_case

PDF = b"%PDF-1.7 secret"


def send(client: FlaskClient, case: Case, content: bytes, name: str) -> int:
    data = {"file": (BytesIO(content), name)}
    with closing(client.post(f"/en/desk/cases/{case.id}/files/new", data=data)) as answer:
        return answer.status_code


def test_a_file_is_kept_and_downloaded_by_those_who_may(
    expert: FlaskClient, me: User, session: Session
) -> None:
    case, other = make_case(session, me), make_case(session)
    assert expert.get(f"/en/desk/cases/{case.id}/files/new").status_code == 200
    assert send(expert, case, PDF, "図面.pdf") == 303
    row = session.scalars(select(CaseFile)).one()
    assert "図面.pdf" in expert.get(f"/en/desk/cases/{case.id}").text
    answer = expert.post(f"/en/desk/cases/{case.id}/files/{row.id}")
    assert answer.data == PDF
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert expert.post(f"/en/desk/cases/{other.id}/files/{row.id}").status_code == 403
    assert expert.post(f"/en/desk/cases/{case.id}/files/99").status_code == 404
    assert expert.get(f"/en/desk/cases/{case.id}/files/{row.id}").status_code == 405


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.pdf"),
        (b"MZ", "x.exe"),
        (PDF, "x.png"),
        (b"%PDF-" + b"x" * 40, "x.pdf"),
    ],
)
def test_what_is_no_file_of_ours_is_said(
    head: FlaskClient,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    name: str,
) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 40)
    case = make_case(session)
    assert send(head, case, content, name) == 422
    assert session.scalars(select(CaseFile)).all() == []


def test_beyond_a_number_no_more_are_taken(head: FlaskClient, session: Session) -> None:
    case = make_case(session)
    sent = [send(head, case, PDF, "x.pdf") for _ in range(MOST_FILES + 1)]
    assert sent == [303] * MOST_FILES + [422]
