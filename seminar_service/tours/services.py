"""Tours: created with what usually holds, then changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.locales import Locale
from seminar_service.domain.proof import ProofRule
from seminar_service.domain.tour_codes import TourCode
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction
from seminar_service.tours.calendar_days import DayRange, consecutive
from seminar_service.tours.closed_periods import DEFAULT_CLOSED_PERIODS
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.names import LONGEST_NAME, lock_tours, number_names, require_own_names
from seminar_service.tours.stages import require_stage
from seminar_service.tours.values import TourStage, WaitingRule

SHORTEST_CALL: Final = timedelta(weeks=6)
TIME_TO_CHECK: Final = timedelta(weeks=1)
"""How long a new tour's call stays closed at least: open calls are public at once."""


class TourExists(DomainError):  # noqa: N818 (named after the rule)
    """There is a tour of this code already."""

    code = "tour_exists"
    category = Category.CONFLICT


@dataclass(frozen=True)
class Closed:
    """Days on which a tour holds no seminars though no holiday falls on them."""

    name_ja: str
    name_en: str
    days: DayRange


@dataclass(frozen=True)
class TourSettings:
    """What a planner decides about a tour, named as the columns of `Tour`.

    Amounts are whole yen; `max_seminars_per_day` and `travel_budget_yen` are `None` where
    there is no limit.
    """

    name_ja: str
    name_en: str
    stage: TourStage
    first_day: date
    last_day: date
    call_opens_on: date
    call_closes_on: date
    day_start: time
    day_end: time
    buffer_minutes: int
    hotel_yen: int
    max_seminars_per_day: int | None
    same_place_gap_days: int
    coverage_yen: int
    workload_yen: int
    change_date_yen: int
    change_adviser_yen: int
    change_confirmed_yen: int
    change_announced_yen: int
    change_registered_yen: int
    travel_budget_yen: int | None
    first_choice_yen: int
    second_choice_yen: int
    third_choice_yen: int
    decline_yen: int
    registration_closes_days: int
    registration_closes_hours: int
    registration_opens_days: int
    proof_rule: ProofRule
    waiting_rule: WaitingRule
    offer_hours: int
    party_limit: int
    company_limit: int | None
    closed_periods: Sequence[Closed]


SETTINGS: Final = tuple(each.name for each in fields(TourSettings) if each.name != "closed_periods")
"""Names of the columns that planners set."""


def create_tour(session: Session, code: TourCode, *, actor: Actor, now: datetime) -> Tour:
    """Begin a tour in private, with the rules and days that usually hold.

    Raises:
        TourExists: There is one of this code.
    """
    with transaction(session):
        tour = add_tour(session, code, now=now)
        subject = Subject(SubjectKind.TOUR, tour.id)
        history.record(session, HistoryKind.TOUR_ADDED, subject, actor, now)
    return tour


def add_tour(session: Session, code: TourCode, *, now: datetime) -> Tour:
    """Add a tour with the rules and days that usually hold. Part of the caller's transaction.

    Raises:
        TourExists: There is one of this code.
    """
    year = FiscalYear(code.fiscal_year)
    beside = lock_tours(session, code.fiscal_year)
    if session.scalar(select(Tour.id).where(Tour.has_code(code))) is not None:
        raise TourExists
    opens, closes = _usual_call(year, day_of(now))
    tour = Tour(
        fiscal_year=code.fiscal_year,
        programme=code.programme,
        name_ja=of_programme(f"{year.label(Locale.JA)} 知財戦略巡回セミナー", code),
        name_en=of_programme(f"IP Strategy Seminar Tour {code.fiscal_year}", code),
        first_day=year.first_day,
        last_day=year.last_day,
        call_opens_on=opens,
        call_closes_on=closes,
        created_at=now,
        calendar_changed_at=now,
    )
    number_names(tour, beside)
    tour.closed_periods = _usual_closed_periods(year)
    session.add(tour)
    session.flush()
    return tour


def of_programme(name: str, code: TourCode) -> str:
    """A tour's name, with the number of the programme where it is not the first of its year."""
    if code.programme == 1:
        return name
    return f"{name[: LONGEST_NAME - 4]} {code.programme}"


def change_tour(
    session: Session,
    tour_id: int,
    settings: TourSettings,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set everything that planners decide about a tour.

    Days that hosts have already named stay as they are; those that are closed now are planned no
    longer.

    Raises:
        NotFound: There is no such tour.
        ChangedMeanwhile: Somebody has edited it since `version`.
        StageContradicted: Its stage would contradict what else holds.
        TourNameTaken: Another tour of its fiscal year is called so.
    """
    with transaction(session):
        known = session.get(Tour, tour_id)
        if known is None:
            raise NotFound("tour")
        beside = lock_tours(session, known.fiscal_year)
        tour = next(each for each in beside if each.id == tour_id)
        require_version(tour, version)
        require_own_names(tour, vars(settings), beside)
        require_stage(tour, settings.stage, settings.call_closes_on, today=day_of(now))
        mark_edited(session, tour, actor=actor, now=now)
        for name in SETTINGS:
            setattr(tour, name, getattr(settings, name))
        tour.closed_periods = list(map(_closed_period, settings.closed_periods))
        tour.calendar_changed_at = now  # its feed shows the name, and leaves the archive out


def write_rules(
    session: Session,
    tour: Tour,
    rules: Mapping[str, object],
    closed: Sequence[Closed],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Set some rules of a tour, and close days beside those that are.

    Part of the caller's transaction, which has locked the tour.

    Args:
        session: Where to write.
        tour: The tour.
        rules: Values of columns, by the names in `SETTINGS`.
        closed: The days to be closed.
        actor: Who sets them.
        now: The present.
    """
    mark_edited(session, tour, actor=actor, now=now)
    for name, value in rules.items():
        setattr(tour, name, value)
    tour.closed_periods.extend(map(_closed_period, closed))
    tour.calendar_changed_at = now


def _closed_period(closed: Closed) -> ClosedPeriod:
    return ClosedPeriod(
        name_ja=closed.name_ja,
        name_en=closed.name_en,
        first_day=closed.days.first,
        last_day=closed.days.last,
    )


def _usual_call(year: FiscalYear, today: date) -> tuple[date, date]:
    """From December to the end of February before the year; six weeks where that is too late."""
    opens = max(date(year.start_year - 1, 12, 1), today + TIME_TO_CHECK)
    closes = date(year.start_year, 3, 1) - timedelta(days=1)
    return opens, max(closes, opens + SHORTEST_CALL)


def _usual_closed_periods(year: FiscalYear) -> list[ClosedPeriod]:
    """The periods that come back every year, as days of this one."""
    days = list(DayRange(year.first_day, year.last_day).days())
    return [
        ClosedPeriod(
            name_ja=period.name_ja,
            name_en=period.name_en,
            first_day=found.first,
            last_day=found.last,
        )
        for period in DEFAULT_CLOSED_PERIODS
        for found in consecutive([day for day in days if day in period])
    ]
