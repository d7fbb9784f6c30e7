"""Deciding how standard questions are asked: whole, by one at a time, with its history."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.questions import sheets
from seminar_service.questions.asked import asked_in
from seminar_service.questions.model import QuestionSheet, SheetLine
from seminar_service.questions.values import Asking, StandardQuestion
from tests.factories import NOW, make_bid, make_question, make_seminar, make_tour
from tests.histories import lines
from tests.questions.support import PLANNER

REQUIRED = {StandardQuestion.COMPANY: Asking.REQUIRED}


def test_what_was_decided_before_is_replaced_as_a_whole(session: Session) -> None:
    tour = make_tour(session)
    sheets.ask_in_tour(session, tour.id, REQUIRED, version=1, actor=PLANNER, now=NOW)
    other = {StandardQuestion.TELEPHONE: Asking.OPTIONAL}
    sheets.ask_in_tour(session, tour.id, REQUIRED | other, version=2, actor=PLANNER, now=NOW)
    sheets.ask_in_tour(session, tour.id, other, version=3, actor=PLANNER, now=NOW)

    assert [line.standard for line in session.scalars(select(SheetLine))] == list(other)
    asked = asked_in(session, tour.id)
    assert asked.standard[StandardQuestion.COMPANY] is Asking.OPTIONAL
    assert asked.asks(StandardQuestion.TELEPHONE)


def test_a_tour_and_its_seminars_have_sheets_of_their_own(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    question = make_question(session, seminar.tour)
    for version in (1, 2):
        sheets.ask_at_seminar(
            session,
            seminar.public_id,
            REQUIRED,
            {question.id: Asking.OFF},
            version=version,
            actor=PLANNER,
            now=NOW,
        )
    assert sheets.sheet_of(session, seminar.tour_id).id is None
    sheet = sheets.sheet_of(session, seminar.tour_id, seminar.id)
    assert [(line.standard, line.question_id, line.asking) for line in sheet.lines] == [
        (StandardQuestion.COMPANY, None, Asking.REQUIRED),
        (None, question.id, Asking.OFF),
    ]


def test_nobody_overwrites_what_somebody_else_has_decided(session: Session) -> None:
    tour = make_tour(session)
    sheets.ask_in_tour(session, tour.id, REQUIRED, version=1, actor=PLANNER, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        sheets.ask_in_tour(session, tour.id, {}, version=1, actor=PLANNER, now=NOW)
    assert asked_in(session, tour.id).requires(StandardQuestion.COMPANY)


def test_what_nobody_can_be_made_to_answer_is_never_required(session: Session) -> None:
    tour = make_tour(session)
    wanted = REQUIRED | {StandardQuestion.NEEDS: Asking.REQUIRED}
    with pytest.raises(sheets.NeverRequired):
        sheets.ask_in_tour(session, tour.id, wanted, version=None, actor=PLANNER, now=NOW)
    assert session.scalars(select(QuestionSheet)).all() == []


def test_what_is_not_there_has_no_sheet(session: Session) -> None:
    with pytest.raises(NotFound):
        sheets.ask_in_tour(session, 99, {}, version=None, actor=PLANNER, now=NOW)
    with pytest.raises(NotFound):
        sheets.ask_at_seminar(session, "none", {}, {}, version=None, actor=PLANNER, now=NOW)


def test_the_history_tells_that_it_was_changed(session: Session) -> None:
    tour = make_tour(session)
    sheets.ask_in_tour(session, tour.id, REQUIRED, version=None, actor=PLANNER, now=NOW)
    line = lines(session)[-1]
    assert (line.kind, line.subject_kind, line.data) == ("edited", "question_sheet", {"version": 2})
