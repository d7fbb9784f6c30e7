"""The table of revisions."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.revisions.model import SHARED, Revision


def test_it_counts_far_beyond_what_is_ever_reached(session: Session) -> None:
    session.add(Revision(seminar_id=SHARED, pages=2**62, calendars=2**62))
    session.commit()
    assert session.get_one(Revision, SHARED).pages == 2**62


def test_a_seminar_has_one_row_which_needs_no_seminar(session: Session) -> None:
    for _ in range(2):
        session.add(Revision(seminar_id=77, pages=1, calendars=1))
    with pytest.raises(IntegrityError):
        session.commit()
