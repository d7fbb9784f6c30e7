"""Scenarios in tests: one of each kind of change, and what becomes of them."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning import scenarios
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    BidLeftOut,
    BidTaken,
    Change,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    KnownAdviser,
    NewAdviser,
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.tours.model import Tour
from tests.factories import NOW

TODAY = date(2026, 6, 1)
DAY = date(2026, 10, 6)
WEEK = timedelta(days=6)
STAFF = Actor(ActorKind.ORGANISER)


def new_adviser(**values: object) -> NewAdviser:
    """Somebody from Osaka who knows trade secrets."""
    usual: dict[str, object] = {
        "name": "もう1名",
        "home": "27",
        "topics": ("trade-secret",),
        "max_seminars": 12,
        "max_per_month": 3,
        "max_nights_away": 2,
    }
    return NewAdviser(**usual | values)  # type: ignore[arg-type]  # the test's own


def every_kind(adviser: Adviser, *bids: Bid, known: Adviser | None = None) -> tuple[Change, ...]:
    """One change of each kind, all of which can hold at once: two planned bids, one that waits.

    That of somebody who is known needs one who takes no part in the tour.
    """
    bid, other, waiting = bids
    return (
        new_adviser(),
        *((KnownAdviser(known.id, 5, 2, 1),) if known else ()),
        DaysOff(adviser.id, DAY, DAY + WEEK),
        DaysFree(adviser.id, date(2026, 12, 1), date(2026, 12, 1)),
        AdviserLimit(adviser.id, "max_per_month", 2),
        NightsAway(1),
        TourRule("hotel_yen", 9_000),
        ClosedDays(date(2026, 11, 2), date(2026, 11, 8)),
        BidTaken(waiting.id),
        BidLeftOut(other.id),
        DeclinePrice(bid.id, 1_000_000),
        BidDate(bid.id, date(2026, 11, 24), Choice.THIRD),
    )


def scenario(session: Session, tour: Tour, *changes: Change, name: str = "試算A") -> Scenario:
    """A scenario that somebody of the staff has begun."""
    key = scenarios.make_scenario(session, tour.id, name, changes, actor=STAFF, now=NOW)
    return session.get_one(Scenario, key)
