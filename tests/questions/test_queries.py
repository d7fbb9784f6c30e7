"""Questions by their keys."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.questions.queries import question_of, tour_of_question
from tests.factories import make_question, make_tour


def test_a_question_leads_to_its_tour(session: Session) -> None:
    tour = make_tour(session)
    question = make_question(session, tour, options=("A", "B"))
    assert question_of(session, question.id) is question
    assert tour_of_question(session, question.id) is tour


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        question_of(session, 99)
    with pytest.raises(NotFound):
        tour_of_question(session, 99)
