"""Files that wait for their form, belong to an answer, and go with it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import NotFound
from seminar_service.domain.uploads import UploadKind
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations import files
from seminar_service.registrations.answer_model import Answer, AnswerFile
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.files import FileForgotten, KeptFile, TooManyFilesWait
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar
from tests.histories import lines

CONTENT = b"%PDF-1.7 \x00\xff"


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


@pytest.fixture
def question(session: Session, tour: Tour) -> Question:
    return make_question(session, tour, kind=QuestionKind.FILE)


def keep(session: Session, question: Question, content: bytes = CONTENT) -> KeptFile:
    return files.keep(session, question.id, "概要.pdf", UploadKind.PDF, content, now=NOW)


def answer(
    session: Session,
    row: Registration,
    question: Question,
    kept: KeptFile | None,
    *,
    instead_of: Sequence[int] = (),
) -> None:
    given = [] if kept is None else [_given(question, kept)]
    with transaction(session):
        write_answers(session, row, given, instead_of=instead_of)


def _given(question: Question, kept: KeptFile) -> GivenAnswer:
    return GivenAnswer(
        question.id,
        kept.name,
        number=kept.size,
        file=kept.handle,
        stays=not kept.handle,
    )


def contents(session: Session) -> list[bytes]:
    return list(session.scalars(select(AnswerFile.content).order_by(AnswerFile.id)))


def read(session: Session, row: Registration, question: Question) -> AnswerFile:
    return files.read(session, row.id, question.id, actor=PARTICIPANT, now=NOW)


def test_a_file_waits_and_is_found_by_its_handle_alone(
    session: Session, question: Question, tour: Tour
) -> None:
    kept = keep(session, question)
    assert files.waiting(session, question.id, kept.handle, now=NOW) == kept
    other = make_question(session, tour, kind=QuestionKind.FILE)
    for question_id, handle in ((question.id, "x" * 43), (other.id, kept.handle)):
        with pytest.raises(FileForgotten):
            files.waiting(session, question_id, handle, now=NOW)
    assert kept.handle not in str(session.scalars(select(AnswerFile.handle_hash)).all())


def test_a_file_becomes_the_answers_and_is_given_out_whole(
    session: Session, row: Registration, question: Question
) -> None:
    kept = keep(session, question)
    answer(session, row, question, kept)
    file = read(session, row, question)
    assert (file.content, file.name, file.size) == (CONTENT, "概要.pdf", len(CONTENT))
    [line] = lines(session)
    assert (line.kind, line.data["question"]) == ("file_read", question.id)
    assert "概要" not in str(line.data)
    with pytest.raises(FileForgotten):
        files.waiting(session, question.id, kept.handle, now=NOW)


def test_one_file_is_the_answer_of_one_person(
    session: Session, row: Registration, question: Question
) -> None:
    kept = keep(session, question)
    answer(session, row, question, kept)
    other = make_registration(session, row.seminar)
    with pytest.raises(FileForgotten):
        answer(session, other, question, kept)
    assert session.scalar(select(func.count(Answer.id))) == 1


def test_a_file_that_stays_stays_and_one_that_goes_is_gone(
    session: Session, row: Registration, question: Question
) -> None:
    answer(session, row, question, keep(session, question))
    answer(session, row, question, KeptFile("概要.pdf", len(CONTENT)), instead_of=[question.id])
    assert read(session, row, question).content == CONTENT
    answer(session, row, question, keep(session, question, b"new"), instead_of=[question.id])
    assert contents(session) == [b"new"]
    answer(session, row, question, None, instead_of=[question.id])
    assert contents(session) == []
    with pytest.raises(NotFound):
        read(session, row, question)


def test_what_nobody_sends_is_swept_and_what_belongs_to_an_answer_is_not(
    session: Session, row: Registration, question: Question
) -> None:
    answer(session, row, question, keep(session, question))
    kept = keep(session, question, b"nobody sends it")
    for now, left in ((NOW + files.KEPT_FOR - timedelta(seconds=1), 2), (NOW + files.KEPT_FOR, 1)):
        with transaction(session):
            files.sweep(session, now=now)
        assert len(contents(session)) == left
    with pytest.raises(FileForgotten):
        files.waiting(session, question.id, kept.handle, now=NOW)


def test_no_more_waits_than_there_is_room_for(
    session: Session, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_WAITING_BYTES", 2 * len(CONTENT))
    keep(session, question)
    keep(session, question)
    with pytest.raises(TooManyFilesWait):
        keep(session, question, b"x")
    with transaction(session):
        files.sweep(session, now=NOW + files.KEPT_FOR)
    keep(session, question)


def test_a_file_goes_with_its_registration(
    session: Session, row: Registration, question: Question
) -> None:
    answer(session, row, question, keep(session, question))
    with transaction(session):
        session.delete(session.get_one(Registration, row.id))
    assert contents(session) == []
