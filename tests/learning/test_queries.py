"""Courses as everybody and as the staff reads them."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.learning import queries
from tests.learning.support import add, sample
from tests.statements import counted_queries


def test_everybody_sees_what_is_published_and_the_staff_all(session: Session) -> None:
    add(session, live=False)
    assert queries.public_courses(session) == []
    assert len(queries.all_courses(session)) == 1
    add(session)
    with counted_queries(session) as statements:
        assert queries.public_courses(session) == [sample()]
    assert len(statements) == 1


def test_what_is_not_there_is_not_found(session: Session) -> None:
    assert queries.certificate(session, "AAAA") is None
    assert queries.course_called(session, "none") is None
    with pytest.raises(NotFound):
        queries.course_row(session, 1)
