"""Reads of what counters report: one's own months, a year of all, who is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.counters.model import Counter, CounterReport, ReportNumber
from seminar_service.counters.months import (
    ConsultationKind,
    MonthState,
    due_on,
    late_months,
    state_of,
)
from seminar_service.counters.queries import all_counters
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.history.model import HistoryLine


@dataclass(frozen=True)
class ReportMonth:
    """A month of a counter: how its report stands, until when it is due, and what it counts."""

    month: date
    state: MonthState
    due_on: date
    total: int | None

    @property
    def key(self) -> str:
        """As addresses name it: `2026-04`."""
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class CounterYear:
    """A counter with the months of a fiscal year, and the months that are late in whatever year."""

    counter: Counter
    months: Sequence[ReportMonth]
    late: Sequence[date]

    @property
    def total(self) -> int:
        """All consultations that were reported of the year."""
        return sum(each.total or 0 for each in self.months)


@dataclass(frozen=True)
class ReportedYear:
    """What all counters have reported of a fiscal year."""

    year: int
    counters: Sequence[CounterYear]
    by_kind: Mapping[ConsultationKind, int]

    @property
    def total(self) -> int:
        """The sum of all reports."""
        return sum(self.by_kind.values())

    @property
    def late(self) -> Sequence[CounterYear]:
        """The counters with reports that are late."""
        return [each for each in self.counters if each.late]


@dataclass(frozen=True)
class ReportStep:
    """Who said what of a report, when; `before` is missing for the first time."""

    at: datetime
    actor_kind: str | None
    before: int | None
    total: int


def months_of(year: int) -> list[date]:
    """The first days of the months of a fiscal year."""
    return list(FiscalYear(year).months)


def counter_year(session: Session, counter: Counter, year: int, *, today: date) -> CounterYear:
    """The months of one counter. One query."""
    found = select(CounterReport.month, func.coalesce(func.sum(ReportNumber.number), 0))
    rows = session.execute(
        found.outerjoin(CounterReport.numbers)
        .where(CounterReport.counter_id == counter.id)
        .group_by(CounterReport.month)
    )
    return _year_of(counter, {month: int(total) for month, total in rows}, year, today)


def reported_year(session: Session, year: int, *, today: date) -> ReportedYear:
    """What all counters have reported. Three queries, whatever their number."""
    counters = all_counters(session)
    totals: dict[int, dict[date, int]] = {each.id: {} for each in counters}
    rows = session.execute(
        select(
            CounterReport.counter_id,
            CounterReport.month,
            func.coalesce(func.sum(ReportNumber.number), 0),
        )
        .outerjoin(CounterReport.numbers)
        .group_by(CounterReport.counter_id, CounterReport.month)
    )
    for counter_id, month, total in rows:
        totals[counter_id][month] = int(total)
    years = [_year_of(each, totals[each.id], year, today) for each in counters]
    shown = [each for each in years if each.counter.reports_from or totals[each.counter.id]]
    return ReportedYear(year, shown, _by_kind(session, year))


def report_of(session: Session, counter_id: int, month: date) -> CounterReport | None:
    """The report of a month. Two queries."""
    return session.scalar(
        select(CounterReport)
        .where(CounterReport.counter_id == counter_id, CounterReport.month == month)
        .options(selectinload(CounterReport.numbers))
        .execution_options(populate_existing=True)
    )


def steps_of(session: Session, report: CounterReport | None) -> list[ReportStep]:
    """Who reported and corrected a month, the last first. One query."""
    if report is None:
        return []
    lines = session.scalars(
        select(HistoryLine)
        .where(
            HistoryLine.subject_kind == CounterReport.subject_kind.value,
            HistoryLine.subject_id == report.id,
        )
        .order_by(HistoryLine.id.desc())
    )
    return [
        ReportStep(line.at, line.actor_kind, line.data["total_before"], line.data["total"])
        for line in lines
    ]


def _by_kind(session: Session, year: int) -> dict[ConsultationKind, int]:
    months = months_of(year)
    rows = session.execute(
        select(ReportNumber.kind, func.sum(ReportNumber.number))
        .join(CounterReport, CounterReport.id == ReportNumber.report_id)
        .where(CounterReport.month.between(months[0], months[-1]))
        .group_by(ReportNumber.kind)
    )
    found = {kind: int(number) for kind, number in rows}
    return {kind: found.get(kind, 0) for kind in ConsultationKind}


def _year_of(counter: Counter, totals: Mapping[date, int], year: int, today: date) -> CounterYear:
    months = [
        ReportMonth(
            month,
            state_of(month, counter.reports_from, today, is_there=month in totals),
            due_on(month),
            totals.get(month),
        )
        for month in months_of(year)
    ]
    return CounterYear(counter, months, late_months(counter.reports_from, totals, today))
