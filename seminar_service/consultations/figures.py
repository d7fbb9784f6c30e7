"""What is counted of cases: by period, and by everything that names nobody.

The figures stay when what was told is forgotten: they are of columns that hold no words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.model import Case, CaseContact, DeskSubject, case_subject
from seminar_service.consultations.values import CompanySize, Receiver, size_of
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.japan_time import instant_of

MONTHS: Final = 12


@dataclass(frozen=True)
class Period:
    """Days in Japan, both ends included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: FiscalYear) -> Self:
        """A fiscal year."""
        return cls(year.first_day, year.last_day)

    @classmethod
    def of_month(cls, day: date) -> Self:
        """The month of a day."""
        first = day.replace(day=1)
        following = date(first.year + first.month // MONTHS, first.month % MONTHS + 1, 1)
        return cls(first, following - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """Its beginning, and the instant after its end."""
        return instant_of(self.first, time()), instant_of(self.last + timedelta(days=1), time())


Count = Mapping[StrEnum | None, int]
"""How many there are of each value; None is what nothing was said of."""


@dataclass(frozen=True)
class DeskFigures:
    """What is counted of the cases that were opened within a period.

    Attributes:
        cases: How many there are.
        channels: By how they came.
        client_kinds: By who asked.
        user_kinds: By the role of who asked.
        employees: By how many people work there.
        industries: By industry.
        prefectures: By the code of the prefecture; empty where unknown.
        sizes: By large company and SME.
        states: By how they stand now.
        results: By what came of them.
        subjects: By subject (its code); a case counts once for each of its subjects.
        subjects_by_size: The same for large companies, for SMEs, and for whom no size is known.
        handovers: Hand-overs within the period, by receiver.
        contacts: Contacts within the period.
        minutes: Minutes that they took.
    """

    cases: int
    channels: Count
    client_kinds: Count
    user_kinds: Count
    employees: Count
    industries: Count
    prefectures: Mapping[str, int]
    sizes: Count
    states: Count
    results: Count
    subjects: Mapping[str, int]
    subjects_by_size: Mapping[CompanySize | None, Mapping[str, int]]
    handovers: Mapping[Receiver, int]
    contacts: int
    minutes: int


def desk_figures(session: Session, period: Period) -> DeskFigures:
    """Count the cases of a period. Eleven queries, whatever their number."""
    contacts, minutes = _time_spent(session, period)
    employees = _count(session, Case.employees, period)
    by_size = _subjects(session, period)
    return DeskFigures(
        cases=session.scalar(select(func.count()).select_from(Case).where(_within(period))) or 0,
        channels=_count(session, Case.channel, period),
        client_kinds=_count(session, Case.client_kind, period),
        user_kinds=_count(session, Case.user_kind, period),
        employees=employees,
        industries=_count(session, Case.industry, period),
        prefectures=_count(session, Case.prefecture, period),
        sizes=_sizes(employees),
        states=_count(session, Case.state, period),
        results=_count(session, Case.result, period),
        subjects=_summed(by_size),
        subjects_by_size=by_size,
        handovers=_handovers(session, period),
        contacts=contacts,
        minutes=minutes,
    )


def _within(period: Period) -> ColumnElement[bool]:
    return Case.opened_on.between(period.first, period.last)


def _count(session: Session, column: InstrumentedAttribute[Any], period: Period) -> dict[Any, int]:
    rows = session.execute(
        select(column, func.count()).where(_within(period)).group_by(column).order_by(column)
    )
    return {row[0]: row[1] for row in rows}


def _sizes(employees: Count) -> dict[StrEnum | None, int]:
    found: dict[StrEnum | None, int] = {}
    for band, number in employees.items():
        size = size_of(band)  # type: ignore[arg-type]  # the column holds bands alone
        found[size] = found.get(size, 0) + number
    return found


def _subjects(session: Session, period: Period) -> dict[CompanySize | None, dict[str, int]]:
    rows = session.execute(
        select(Case.employees, DeskSubject.code, func.count())
        .join(case_subject, case_subject.c.case_id == Case.id)
        .join(DeskSubject, DeskSubject.id == case_subject.c.subject_id)
        .where(_within(period))
        .group_by(Case.employees, DeskSubject.code)
        .order_by(DeskSubject.code)
    )
    found: dict[CompanySize | None, dict[str, int]] = {}
    for band, code, number in rows:
        of_size = found.setdefault(size_of(band), {})
        of_size[code] = of_size.get(code, 0) + number
    return found


def _summed(by_size: Mapping[CompanySize | None, Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for counted in by_size.values():
        for code, number in counted.items():
            found[code] = found.get(code, 0) + number
    return found


def _handovers(session: Session, period: Period) -> dict[Receiver, int]:
    begins, ends = period.instants
    rows = session.execute(
        select(Handover.receiver, func.count())
        .where(Handover.handed_at >= begins, Handover.handed_at < ends)
        .group_by(Handover.receiver)
    )
    return {row[0]: row[1] for row in rows}


def _time_spent(session: Session, period: Period) -> tuple[int, int]:
    begins, ends = period.instants
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(CaseContact.minutes), 0)).where(
            CaseContact.at >= begins, CaseContact.at < ends
        )
    ).one()
    return int(row[0]), int(row[1])
