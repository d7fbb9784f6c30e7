"""A tour of the present, made of the places and wishes of fiscal year 2015."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids import services as bids
from seminar_service.bids.details import BidDetails
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import ADVISER, HOST, SYSTEM, Actor
from seminar_service.domain.fiscal_years import FiscalYear, fiscal_year_to_plan
from seminar_service.domain.japan_time import day_of, instant_of
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.tour_codes import TourCode
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.outbox.office import Office
from seminar_service.planning import solver_io
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.releases import services as releases
from seminar_service.samples import files, words
from seminar_service.samples.descriptions import describe_seminars
from seminar_service.samples.planning import Planner
from seminar_service.samples.shifting import moved_to
from seminar_service.samples.working_days import is_working_day
from seminar_service.seminars import confirmations
from seminar_service.seminars import services as seminars
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.closed_periods import DEFAULT_CLOSED_PERIODS
from seminar_service.tours.holidays import holiday_dates
from seminar_service.tours.model import ClosedPeriod, Topic, Tour
from seminar_service.tours.values import TourStage

CAPACITIES = (40, 60, 30, 50, 24, 80)
OPEN_BIDS = (("16", Choice.FIRST), ("31", Choice.SECOND), ("45", Choice.FIRST))
"""Prefectures of the bids that still wait for the staff."""

CALL_ENDS_BEFORE = timedelta(days=60)


def load(
    session: Session, advisers: Mapping[str, Adviser], *, today: date, now: datetime
) -> FiscalYear:
    """Bring the tour of the present in, unless a tour is open, and return its fiscal year."""
    there = session.scalar(
        select(Tour.fiscal_year).where(Tour.fiscal_year > files.FISCAL_YEAR).limit(1)
    )
    if there is not None:
        return FiscalYear(there)
    year = fiscal_year_to_plan(today)
    with transaction(session):
        document = moved_to(files.instance(), year, _is_open(year))
        imported = solver_io.tour_from_instance(
            session, document, fiscal_year=year.start_year, now=now, known=advisers
        )
        _describe_tour(imported.tour, year, today)
        for number, bid in enumerate(imported.bids.values()):
            _describe_bid(bid, number)
    return year


def plan_and_announce(
    session: Session,
    planner: Planner,
    year: FiscalYear,
    *,
    office: Office,
    actor: Actor,
    clock: Callable[[], datetime],
) -> None:
    """Plan the tour, release the plan, take everybody's answer and announce the seminars.

    Does nothing once a seminar has been announced: from then on the tour is the staff's.
    """
    tour = session.scalars(select(Tour).where(Tour.has_code(TourCode(year.start_year)))).one()
    announced = Seminar.tour_id == tour.id, Seminar.announced_at.is_not(None)
    if session.scalar(select(Seminar.id).where(*announced).limit(1)) is not None:
        return
    released = select(Plan.id).where(Plan.tour_id == tour.id, Plan.state == PlanState.RELEASED)
    if session.scalar(released) is None:
        planned_at = min(clock(), _eve_of(year))
        plan_id = planner.plan(session, tour.id, now=planned_at)
        # Released then as well: later, its first days would be over.
        releases.release(session, plan_id, office=office, actor=actor, now=planned_at)
    now = clock()
    _answer_for_all(session, tour.id, now)
    describe_seminars(session, tour.id)
    confirmed = session.scalars(
        select(Seminar.public_id).where(
            Seminar.tour_id == tour.id, Seminar.state == SeminarState.CONFIRMED
        )
    ).all()
    unseen = dict.fromkeys(confirmed)
    seminars.announce(session, unseen, office=office, actor=actor, now=now)
    seminars.close_past(session, today=day_of(now), actor=SYSTEM, now=now)


def add_open_bids(session: Session, year: FiscalYear, *, office: Office, now: datetime) -> None:
    """Send a few bids by the form, so that the staff finds something to decide on."""
    tour = session.scalars(select(Tour).where(Tour.has_code(TourCode(year.start_year)))).one()
    if not tour.takes_bids(day_of(now)):
        return
    topic = session.scalars(select(Topic).order_by(Topic.position)).first()
    for number, (place, choice) in enumerate(OPEN_BIDS):
        bids.submit(
            session,
            tour.id,
            _wish(place, number, {_late_day(year, number): choice}, topic),
            idempotency_key=f"sample-{year.start_year}-{place}",
            locale="ja",
            office=office,
            now=now,
            actor=HOST,
        )


def _is_open(year: FiscalYear) -> Callable[[date], bool]:
    """Whether a seminar can be held on a day: a working day outside the closed periods."""
    return partial(is_working_day, holidays=holiday_dates(year))


def _describe_tour(tour: Tour, year: FiscalYear, today: date) -> None:
    tour.stage = TourStage.OPEN
    tour.name_ja = f"{year.label('ja')} 営業秘密・知財戦略セミナー"
    tour.name_en = f"Seminar tour {year.start_year}"
    tour.call_opens_on = min(today, year.first_day - timedelta(days=180))
    tour.call_closes_on = max(year.last_day - CALL_ENDS_BEFORE, tour.call_opens_on)
    tour.closed_periods = [
        ClosedPeriod(
            name_ja=period.name_ja,
            name_en=period.name_en,
            first_day=_in_year(year, period.first),
            last_day=_in_year(year, period.last),
        )
        for period in DEFAULT_CLOSED_PERIODS
    ]


def _in_year(year: FiscalYear, month_day: tuple[int, int]) -> date:
    day = date(year.start_year, *month_day)
    return day if day in year else date(year.start_year + 1, *month_day)


def _describe_bid(bid: Bid, number: int) -> None:
    host = words.HOSTS[number % len(words.HOSTS)]
    city = prefecture(bid.place).capital_ja
    name, _ = words.person(number * 3 + 1)
    bid.host_kind = host.kind
    bid.host_name = host.name.format(city=city)
    bid.contact_name = name
    bid.contact_department = "セミナー担当"
    bid.contact_email = f"host-{number + 1:02}@example.jp"
    bid.contact_telephone = "03-0000-0000"
    bid.venue_name = host.venue
    bid.venue_address = f"{city}見本町1-2-3"
    bid.capacity = CAPACITIES[number % len(CAPACITIES)]
    bid.expected_audience = bid.capacity * 3 // 4
    bid.audience = Audience.MEMBERS if number % 12 == 6 else Audience.PUBLIC  # noqa: PLR2004 (some chambers)


def _answer_for_all(session: Session, tour_id: int, now: datetime) -> None:
    """Let every host and adviser agree to what is still tentative."""
    tentative = session.scalars(
        select(Seminar).where(Seminar.tour_id == tour_id, Seminar.state == SeminarState.TENTATIVE)
    ).all()
    asked = [
        (seminar.bid_id, seminar.public_id, [member.adviser_id for member in seminar.team])
        for seminar in tentative
    ]
    for bid_id, public_id, team in asked:
        confirmations.host_answers(session, bid_id, True, "", shown=None, actor=HOST, now=now)
        for adviser_id in team:
            confirmations.adviser_answers(
                session, adviser_id, public_id, True, "", shown=None, actor=ADVISER, now=now
            )


def _eve_of(year: FiscalYear) -> datetime:
    """The noon before the year begins, so that a tour that has begun is planned whole."""
    return instant_of(year.first_day - timedelta(days=1), time(12))


def _late_day(year: FiscalYear, number: int) -> date:
    """A working day near the end of the year."""
    is_open = _is_open(year)
    day = year.last_day - timedelta(days=30 + 3 * number)
    while not is_open(day):
        day += timedelta(days=1)
    return day


def _wish(place: str, number: int, days: Mapping[date, Choice], topic: Topic | None) -> BidDetails:
    city = prefecture(place).capital_ja
    name, _ = words.person(number * 5 + 2)
    return BidDetails(
        host_kind=HostKind.CHAMBER_OF_COMMERCE,
        host_name=f"見本商工会議所（{city}）",
        host_name_kana="ミホンショウコウカイギショ",
        corporate_number=None,
        contact_name=name,
        contact_department="経営支援課",
        contact_email=f"open-host-{place}@example.jp",
        contact_telephone="03-0000-0000",
        place=place,
        venue_name="商工会館 会議室",
        venue_postal_code="",
        venue_address=f"{city}見本町4-5-6",
        capacity=30,
        starts_at=time(13, 30),
        ends_at=time(16, 30),
        expected_audience=25,
        audience=Audience.PUBLIC,
        remarks="駐車場は20台分あります。",
        days=days,
        topic_ids=[topic.id] if topic else [],
    )
