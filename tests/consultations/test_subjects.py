"""The list of subjects."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations import subjects
from seminar_service.consultations.model import DeskSubject
from seminar_service.consultations.subjects import SubjectCodeTaken, SubjectDetails
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from tests.consultations.support import STAFF, make_subjects
from tests.factories import NOW

WHO: dict[str, Any] = {"actor": STAFF, "now": NOW}


def test_a_desk_begins_with_the_usual_ones_once(session: Session) -> None:
    first = make_subjects(session)
    assert [row.code for row in first] == [code for code, *_ in subjects.FIRST_SUBJECTS]
    assert make_subjects(session) == first
    assert subjects.next_position(session) == len(first) + 1


def test_one_is_added_changed_and_retired(session: Session) -> None:
    details = SubjectDetails("職務発明", "Employee inventions", 9)
    key = subjects.add_subject(session, "inventions", details, **WHO)
    with pytest.raises(SubjectCodeTaken):
        subjects.add_subject(session, "inventions", details, **WHO)
    retired = SubjectDetails("職務発明", "Inventions at work", 9, retired=True)
    subjects.edit_subject(session, key, retired, version=1, **WHO)
    row = session.get_one(DeskSubject, key)
    assert (row.name("en"), row.name("ja"), row.retired) == ("Inventions at work", "職務発明", True)
    with pytest.raises(ChangedMeanwhile):
        subjects.edit_subject(session, key, details, version=1, **WHO)
    with pytest.raises(NotFound):
        subjects.edit_subject(session, 99, details, version=1, **WHO)
