"""A counter reports a month once, and corrects it; nobody's numbers are overwritten unseen."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.counters.months import ConsultationKind
from seminar_service.counters.report_queries import report_of, steps_of
from seminar_service.counters.reporting import NOT_YET, MonthNotAsked, report
from seminar_service.domain.actors import COUNTER
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter

MONTH = date(2026, 4, 1)
SOME = {ConsultationKind.GENERAL: 3, ConsultationKind.LEAKAGE: 1}


def test_a_report_is_made_and_corrected_and_both_are_told(session: Session) -> None:
    counter = make_counter(session, reports_from=MONTH)
    report(session, counter.id, MONTH, SOME, version=NOT_YET, actor=COUNTER, now=NOW)
    fewer = {ConsultationKind.GENERAL: 2, ConsultationKind.OTHER: 0}
    report(session, counter.id, MONTH, fewer, version=1, actor=STAFF, now=NOW)
    row = report_of(session, counter.id, MONTH)
    assert row
    assert row.by_kind == {ConsultationKind.GENERAL: 2}
    steps = steps_of(session, row)
    assert [(each.actor_kind, each.before, each.total) for each in steps] == [
        ("organiser", 4, 2),
        ("counter", None, 4),
    ]


def test_who_comes_too_late_is_told_so(session: Session) -> None:
    counter = make_counter(session, reports_from=MONTH)
    with pytest.raises(ChangedMeanwhile):
        report(session, counter.id, MONTH, SOME, version=1, actor=COUNTER, now=NOW)
    report(session, counter.id, MONTH, {}, version=NOT_YET, actor=COUNTER, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        report(session, counter.id, MONTH, SOME, version=NOT_YET, actor=COUNTER, now=NOW)
    row = report_of(session, counter.id, MONTH)
    assert row
    assert row.total == 0


@pytest.mark.parametrize("month", [date(2026, 3, 1), date(2026, 7, 1)])
def test_what_is_ahead_or_before_the_first_month_is_not_asked(
    session: Session, month: date
) -> None:
    counter = make_counter(session, reports_from=MONTH)
    with pytest.raises(MonthNotAsked):
        report(session, counter.id, month, SOME, version=NOT_YET, actor=COUNTER, now=NOW)
    with pytest.raises(NotFound):
        report(session, 99, MONTH, SOME, version=NOT_YET, actor=COUNTER, now=NOW)
