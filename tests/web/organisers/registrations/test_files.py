"""Files of participants, given out to the staff."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind
from seminar_service.domain.uploads import UploadKind
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answer_model import Answer, AnswerFile
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar

CONTENT = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"
NAME = "図 ; filename=evil.html.png"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


@pytest.fixture
def here(session: Session, tour: Tour, row: Registration) -> str:
    """Where the file of the answer is."""
    question = make_question(session, tour, kind=QuestionKind.FILE)
    answer = Answer(registration_id=row.id, question_id=question.id, text=NAME, number=len(CONTENT))
    session.add(answer)
    session.flush()
    session.add(
        AnswerFile(
            question_id=question.id,
            answer_id=answer.id,
            name=NAME,
            kind=UploadKind.PNG,
            size=len(CONTENT),
            content=CONTENT,
            kept_at=NOW,
        )
    )
    session.commit()
    return f"/organiser/registrations/{row.id}/files/{question.id}"


def test_a_file_is_given_out_to_be_kept_and_does_nothing(
    clerk: FlaskClient, session: Session, here: str
) -> None:
    answer = clerk.post(here)
    assert answer.data == CONTENT
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "no-store" in answer.headers["Cache-Control"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=1-1.png; filename*=UTF-8''1-1-")
    assert disposition.count(";") == 2
    [line] = histories.lines(session, HistoryKind.FILE_READ)
    assert line.data["question"] == 1


def test_the_persons_page_leads_there_for_who_may(
    clerk: FlaskClient, row: Registration, here: str
) -> None:
    page = clerk.get(f"/organiser/registrations/{row.id}").text
    assert f'data-answers-with-file action="{here}"' in page
    assert NAME in page


def test_who_may_only_look_gets_none(viewer: FlaskClient, row: Registration, here: str) -> None:
    assert viewer.post(here).status_code == 403
    assert f'action="{here}"' not in viewer.get(f"/organiser/registrations/{row.id}").text


def test_what_is_not_there_is_not_found(clerk: FlaskClient, here: str) -> None:
    assert clerk.post(here + "9").status_code == 404
    assert clerk.get(here).status_code == 405
