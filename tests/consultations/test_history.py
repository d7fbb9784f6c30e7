"""Lines about cases."""

from sqlalchemy.orm import Session

from seminar_service.consultations.history import tell
from seminar_service.domain.history import HistoryKind
from seminar_service.storage.transaction import transaction
from tests.consultations.support import STAFF, make_case, told_of
from tests.factories import NOW


def test_a_line_names_the_case_by_its_number(session: Session) -> None:
    case = make_case(session)
    with transaction(session):
        tell(session, case, HistoryKind.CASE_READ, actor=STAFF, now=NOW)
    opened, read = told_of(session, case)
    assert opened.kind == HistoryKind.CASE_OPENED
    assert read.data == {"number": case.reference}
