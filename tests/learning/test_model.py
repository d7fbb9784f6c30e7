"""What the database refuses of courses and figures."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.learning.model import LearnerCount
from tests.factories import NOW
from tests.learning.support import add


@pytest.mark.parametrize("numbers", [(-1, 0), (0, -1)])
def test_figures_count_up(session: Session, numbers: tuple[int, int]) -> None:
    begun, finished = numbers
    course_id = add(session)
    session.add(LearnerCount(course_id=course_id, month=NOW.date(), begun=begun, finished=finished))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
