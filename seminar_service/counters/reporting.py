"""The use case by which a counter reports the consultations of a month."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters.model import CounterReport, ReportNumber
from seminar_service.counters.months import ConsultationKind
from seminar_service.counters.queries import counter
from seminar_service.counters.services import locked_counter
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction

NOT_YET = 0
"""The version of a report that nobody has made yet."""


class MonthNotAsked(DomainError):  # noqa: N818 (named after the rule)
    """The counter reports nothing for this month: it is ahead, or before its first one."""

    code = "month_not_asked"
    category = Category.NOT_FOUND


def report(
    session: Session,
    counter_id: int,
    month: date,
    numbers: Mapping[ConsultationKind, int],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> CounterReport:
    """Report the consultations of a month (its first day), or correct what was reported.

    Late reports are taken as well. `version` is that of the report that was shown, `NOT_YET` where
    there was none.

    Raises:
        NotFound: There is no such counter.
        MonthNotAsked: It reports nothing for this month.
        ChangedMeanwhile: Somebody has reported, or corrected, it since.
    """
    with transaction(session):
        locked_counter(session, counter_id)
        require_asked(session, counter_id, month, now=now)
        row = _report(session, counter_id, month)
        if row is None:
            if version != NOT_YET:
                raise ChangedMeanwhile(CounterReport.subject_kind)
            row = CounterReport(counter_id=counter_id, month=month, reported_at=now, version=0)
            session.add(row)
            session.flush()
        else:
            require_version(row, version)
        before = row.total if row.version else None
        _write(row, numbers)
        mark_edited(
            session,
            row,
            HistoryKind.CONSULTATIONS_REPORTED,
            actor=actor,
            now=now,
            total_before=before,
            total=row.total,
        )
        return row


def require_asked(session: Session, counter_id: int, month: date, *, now: datetime) -> None:
    """See that a counter is to report a month.

    Raises:
        NotFound: There is no such counter.
        MonthNotAsked: It reports nothing for this month.
    """
    found = counter(session, counter_id)
    if found.reports_from is None or not found.reports_from <= month <= day_of(now):
        raise MonthNotAsked


def _write(row: CounterReport, numbers: Mapping[ConsultationKind, int]) -> None:
    known = {each.kind: each for each in row.numbers}
    wanted = {kind: number for kind, number in numbers.items() if number}
    for kind in set(known) - set(wanted):
        row.numbers.remove(known[kind])
    for kind, number in wanted.items():
        if kind in known:
            known[kind].number = number
        else:
            row.numbers.append(ReportNumber(kind=kind, number=number))


def _report(session: Session, counter_id: int, month: date) -> CounterReport | None:
    found = select(CounterReport).where(
        CounterReport.counter_id == counter_id, CounterReport.month == month
    )
    return session.scalar(found.with_for_update(key_share=True))
