"""Questions by their keys."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.domain.errors import NotFound
from seminar_service.questions.model import Question
from seminar_service.tours.model import Tour


def question_of(session: Session, question_id: int) -> Question:
    """A question with its options and condition.

    Raises:
        NotFound: There is no such question.
    """
    loaded = (selectinload(Question.options), selectinload(Question.condition))
    found = session.get(Question, question_id, options=loaded)
    if found is None:
        raise NotFound("question")
    return found


def tour_of_question(session: Session, question_id: int) -> Tour:
    """The tour whose forms ask a question.

    Raises:
        NotFound: There is no such question.
    """
    found = session.scalar(
        select(Tour).join(Question, Question.tour_id == Tour.id).where(Question.id == question_id)
    )
    if found is None:
        raise NotFound("question")
    return found
