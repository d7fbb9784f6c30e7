"""The staff says that mail to an address does not arrive, or does again."""

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.outbox import addresses, marking
from tests import histories
from tests.factories import NOW

ABOUT = Subject(SubjectKind.REGISTRATION, 7)
HANAKO = "hanako@example.jp"


def test_each_is_noted_once_without_the_address(session: Session) -> None:
    def said(deed: object) -> list[bool]:
        assert callable(deed)
        return [deed(session, HANAKO, about=ABOUT, actor=SYSTEM, now=NOW) for _ in range(2)]

    assert said(marking.mark_by_hand) == [True, False]
    known = addresses.failing(session, HANAKO)
    assert known is not None
    assert (known.is_lasting, known.by_hand) == (True, True)
    session.rollback()
    assert said(marking.clear_by_hand) == [True, False]

    kinds = (HistoryKind.ADDRESS_FAILED, HistoryKind.ADDRESS_CLEARED)
    lines = histories.lines(session, *kinds)
    assert [line.kind for line in lines] == list(kinds)
    assert {(line.subject_kind, line.subject_id) for line in lines} == {("registration", 7)}
    assert not [line for line in lines if "hanako" in str(line.data)]
