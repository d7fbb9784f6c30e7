"""An instance to rows: a tour with its advisers and bids from a file of the planning problem."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Audience, BidSource, Choice, HostKind
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage

CHOICES: Final = (Choice.FIRST, Choice.SECOND, Choice.THIRD)
PLAIN_CAPACITY: Final = 40


@dataclass(frozen=True)
class _Frame:
    """What all rows of one import share."""

    tour: Tour
    topics: Mapping[str, Topic]
    choices: Mapping[int, Choice]
    now: datetime


@dataclass(frozen=True)
class ImportedTour:
    """What was made of an instance: the rows, by the ids that the instance gives them."""

    tour: Tour
    advisers: Mapping[str, Adviser]
    bids: Mapping[str, Bid]


@dataclass(frozen=True)
class _Renamed:
    """The ids of the imported rows, by the ids that their instance gives them."""

    bids: Mapping[str, str]
    advisers: Mapping[str, str]

    def seminar(self, seminar: solver.Seminar) -> solver.Seminar:
        team = tuple(self.advisers[each] for each in seminar.advisers)
        return solver.Seminar(self.bids[seminar.bid], seminar.date, team)

    def decline(self, decline: solver.Decline) -> solver.Decline:
        return replace(
            decline,
            bid=self.bids[decline.bid],
            instead=tuple(self.bids[other] for other in decline.instead),
            obstacles=tuple(self.obstacle(each) for each in decline.obstacles),
            remedies=None
            if decline.remedies is None
            else tuple(self.remedy(each) for each in decline.remedies),
        )

    def obstacle(self, obstacle: solver.Obstacle) -> solver.Obstacle:
        return replace(
            obstacle,
            broken=tuple(
                replace(
                    each,
                    bids=tuple(self.bids[name] for name in each.bids),
                    advisers=tuple(self.advisers[name] for name in each.advisers),
                )
                for each in obstacle.broken
            ),
        )

    def remedy(self, remedy: solver.Remedy) -> solver.Remedy:
        return replace(
            remedy,
            seminar=self.seminar(remedy.seminar),
            adviser=None if remedy.adviser is None else self.advisers[remedy.adviser],
        )


def tour_from_instance(
    session: Session,
    document: Mapping[str, Any],
    *,
    fiscal_year: int,
    now: datetime,
    known: Mapping[str, Adviser] | None = None,
) -> ImportedTour:
    """Add a tour with the advisers, limits, wishes and rules of an instance.

    Part of the caller's transaction. The bids are accepted and numbered in their order. What
    an instance does not know (contacts, venues, Japanese names) is filled in plainly, for the
    caller to change. Nothing is made of `current` and `locked`: a tour that has been published
    is more than an instance says. Places are prefecture codes.

    Args:
        session: Where to write.
        document: The instance.
        fiscal_year: Which year's tour it becomes.
        now: The present.
        known: Advisers who are there already, by the ids that the instance gives them; they
            are engaged for the new tour too, and keep their home and topics.

    Raises:
        solver.InvalidInstance: The document breaks its format.
        ValueError: Its dates have more than three different prices.
    """
    instance = solver.read_instance(document)
    choices = _choices(instance)
    tour = _tour(instance, choices, fiscal_year, now)
    frame = _Frame(tour, _topics(session, instance), choices, now)
    advisers = {
        each.id: _engaged(each, (known or {}).get(each.id), frame) for each in instance.advisers
    }
    bids = {
        each.id: _bid(each, number, frame) for number, each in enumerate(instance.bids, start=1)
    }
    session.add_all([tour, *advisers.values(), *bids.values()])
    session.flush()
    return ImportedTour(tour, advisers, bids)


def plan_for_rows(document: object, imported: ImportedTour) -> solver.Plan:
    """Return the plan of a document with its ids replaced by those of the imported rows.

    Raises:
        solver.InvalidPlan: The document is not a plan.
        KeyError: It names a bid or an adviser that was not imported.
    """
    plan = solver.read_plan(document)
    renamed = _Renamed(
        bids={name: bid_name(row.id) for name, row in imported.bids.items()},
        advisers={name: adviser_name(row.id) for name, row in imported.advisers.items()},
    )
    return replace(
        plan,
        instance=f"fy{imported.tour.fiscal_year}",
        seminars=tuple(renamed.seminar(each) for each in plan.seminars),
        declined=tuple(renamed.decline(each) for each in plan.declined),
        itineraries={},
    )


def _choices(instance: solver.Instance) -> dict[int, Choice]:
    """Which choice a date of each price is; the cheapest is the first."""
    prices = sorted({yen for bid in instance.bids for yen in bid.dates.values()})
    if len(prices) > len(CHOICES):
        raise ValueError(f"dates have {len(prices)} different prices; a tour knows three")
    return dict(zip(prices, CHOICES, strict=False))


def _tour(
    instance: solver.Instance, choices: Mapping[int, Choice], fiscal_year: int, now: datetime
) -> Tour:
    rules = {key: getattr(instance.rules, key) for key in instance.rules.__slots__}
    clocks = {key: _time(rules.pop(key)) for key in ("day_start", "day_end")}
    columns = {f"{choice}_choice_yen": yen for yen, choice in choices.items()}
    return Tour(
        fiscal_year=fiscal_year,
        stage=TourStage.PREPARATION,
        name_ja=f"{fiscal_year}年度 巡回セミナー",
        name_en=f"Seminar tour {fiscal_year}",
        first_day=instance.horizon.start,
        last_day=instance.horizon.end,
        call_opens_on=date(fiscal_year, 1, 10),
        call_closes_on=date(fiscal_year, 2, 28),
        created_at=now,
        calendar_changed_at=now,
        **rules,
        **clocks,
        **columns,
    )


def _topics(session: Session, instance: solver.Instance) -> dict[str, Topic]:
    """The topics that the instance speaks of, made where they are not there yet."""
    codes = {code for adviser in instance.advisers for code in adviser.topics}
    codes |= {code for bid in instance.bids for slot in bid.slots for code in slot}
    known = {row.code: row for row in session.scalars(select(Topic))}
    for code in sorted(codes - known.keys()):
        name = code.replace("-", " ").capitalize()
        known[code] = Topic(code=code, name_ja=name, name_en=name, position=len(known))
    return known


def _engaged(adviser: solver.Adviser, known: Adviser | None, frame: _Frame) -> Adviser:
    row = known or _adviser(adviser, frame)
    row.engagements.append(
        Engagement(
            tour=frame.tour,
            max_seminars=adviser.max_seminars,
            max_per_month=adviser.max_per_month,
            max_nights_away=adviser.max_nights_away,
            unavailable_days=[UnavailableDay(day=day) for day in sorted(adviser.unavailable)],
        )
    )
    return row


def _adviser(adviser: solver.Adviser, frame: _Frame) -> Adviser:
    return Adviser(
        name=adviser.name,
        name_en=adviser.name,
        email=f"{adviser.id}@example.jp",
        home=adviser.home,
        calendar_changed_at=frame.now,
        topics=[frame.topics[code] for code in sorted(adviser.topics)],
    )


def _bid(bid: solver.Bid, number: int, frame: _Frame) -> Bid:
    slots = [
        BidSlot(position=position, topics=[frame.topics[code] for code in sorted(needed)])
        for position, needed in enumerate(bid.slots)
    ]
    return Bid(
        tour=frame.tour,
        number=number,
        state=BidState.ACCEPTED,
        source=BidSource.SAMPLE,
        host_kind=HostKind.OTHER,
        host_name=bid.host,
        contact_name=bid.host,
        contact_email=f"{bid.id}@example.jp",
        place=bid.place,
        venue_name=bid.host,
        capacity=PLAIN_CAPACITY,
        starts_at=_time(bid.start),
        ends_at=_time(bid.end),
        audience=Audience.PUBLIC,
        decline_yen=bid.decline_yen,
        created_at=frame.now,
        slots=slots,
        dates=[BidDate(day=day, choice=frame.choices[yen]) for day, yen in bid.dates.items()],
    )


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))
