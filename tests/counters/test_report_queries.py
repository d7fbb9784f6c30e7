"""A year of all counters: sums of what they reported, and who is late."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.counters.months import ConsultationKind, MonthState
from seminar_service.counters.report_queries import (
    counter_year,
    months_of,
    report_of,
    reported_year,
    steps_of,
)
from seminar_service.counters.reporting import NOT_YET, report
from seminar_service.domain.actors import COUNTER
from tests.bids.support import NOW
from tests.factories import make_counter
from tests.statements import counted_statements

TODAY = date(2026, 6, 1)
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def _reported(session: Session, counter_id: int, month: date, number: int) -> None:
    numbers = {ConsultationKind.GENERAL: number, ConsultationKind.CONTRACTS: 1}
    report(session, counter_id, month, numbers, version=NOT_YET, actor=COUNTER, now=NOW)


def test_the_sum_of_a_year_is_that_of_its_reports(session: Session) -> None:
    first, second = (make_counter(session, reports_from=date(2026, 3, 1)) for _ in range(2))
    make_counter(session)
    for counter, month, number in (
        (first, APRIL, 3),
        (first, MAY, 5),
        (second, MAY, 7),
        (second, date(2026, 3, 1), 100),
    ):
        _reported(session, counter.id, month, number)
    found = reported_year(session, 2026, today=TODAY)
    assert found.total == 3 + 5 + 7 + 3
    assert found.by_kind[ConsultationKind.CONTRACTS] == 3
    assert found.by_kind[ConsultationKind.LEAKAGE] == 0
    assert [each.total for each in found.counters] == [10, 8]
    assert [each.late for each in found.late] == [[date(2026, 3, 1)], [APRIL]]
    assert reported_year(session, 2025, today=TODAY).total == 101


def test_a_counter_sees_its_own_months(session: Session) -> None:
    counter, other = (make_counter(session, reports_from=APRIL) for _ in range(2))
    _reported(session, other.id, APRIL, 9)
    year = counter_year(session, counter, 2026, today=TODAY)
    assert [each.state for each in year.months[:3]] == [
        MonthState.LATE,
        MonthState.OPEN,
        MonthState.OPEN,
    ]
    assert year.months[3].state is MonthState.AHEAD
    assert year.months[0].key == "2026-04"
    assert report_of(session, counter.id, APRIL) is None
    assert steps_of(session, None) == []
    assert months_of(2026)[-1] == date(2027, 3, 1)


def test_a_year_takes_as_many_queries_whatever_the_number_of_counters(session: Session) -> None:
    for _ in range(5):
        _reported(session, make_counter(session, reports_from=APRIL).id, APRIL, 1)
    session.rollback()
    with counted_statements(session.get_bind()) as statements:
        reported_year(session, 2026, today=TODAY)
    assert len(statements) == 3
