"""Who reads what lies under seal, and what the history says of it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations.reading import (
    NotAssigned,
    Reader,
    locked_case,
    may_read,
    read,
    require_reader,
)
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from tests.consultations.support import (
    SEAL,
    SECRETS,
    STAFF,
    head,
    make_case,
    make_expert,
    reader,
    told_of,
)
from tests.factories import NOW


def test_those_assigned_and_the_head_read_and_nobody_else(session: Session) -> None:
    mine, other = make_expert(session), make_expert(session)
    case = make_case(session, mine)
    who: dict[str, Any] = {"seal": SEAL, "actor": STAFF, "now": NOW}
    assert read(session, case.id, reader(mine), **who).secrets == SECRETS
    assert read(session, case.id, head(session), **who).secrets == SECRETS
    with pytest.raises(NotAssigned):
        read(session, case.id, reader(other), **who)
    assert may_read(session, case.id, reader(mine))
    assert not may_read(session, case.id, reader(other))


def test_each_reading_is_a_line_and_a_refused_one_is_none(session: Session) -> None:
    case = make_case(session)
    who: dict[str, Any] = {"seal": SEAL, "actor": STAFF, "now": NOW}
    for _ in range(2):
        read(session, case.id, head(session), **who)
    with pytest.raises(NotAssigned):
        read(session, case.id, Reader(99), **who)
    lines = told_of(session, case)
    assert [line.kind for line in lines].count(HistoryKind.CASE_READ.value) == 2


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        read(session, 99, head(session), seal=SEAL, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        locked_case(session, 99)


def test_the_head_needs_no_assignment(session: Session) -> None:
    require_reader(session, make_case(session).id, head(session))
