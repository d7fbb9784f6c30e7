"""An adviser with a released seminar on 6 October and a journey from the day before."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan, make_seminar, make_tour


def trip(bid_id: int, departs: str, returns: str, nights: int) -> dict[str, Any]:
    """A journey as plans keep it."""
    leg = {
        "from": "13",
        "to": "23",
        "day": departs,
        "leaves_at": "08:00",
        "arrives_at": "10:30",
        "minutes": 150,
        "yen": 10_000,
    }
    return {
        "departs": departs,
        "leaves_at": "08:00",
        "returns": returns,
        "home_at": "19:30",
        "nights": nights,
        "fares_yen": 20_000,
        "hotels_yen": 0,
        "bids": [bid_id],
        "legs": [leg],
    }


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[date(2026, 5, 1), date(2026, 8, 3)])


@pytest.fixture
def engagement(adviser: Adviser) -> Engagement:
    return adviser.engagements[0]


@pytest.fixture
def seminar(session: Session, tour: Tour, adviser: Adviser) -> Seminar:
    bid = make_bid(session, tour)
    found = make_seminar(session, bid, team=[adviser], day=date(2026, 10, 6))
    journey = trip(bid.id, "2026-10-05", "2026-10-06", 1)
    make_plan(
        session,
        tour,
        {bid: (date(2026, 10, 6), [adviser])},
        state=PlanState.RELEASED,
        itineraries={str(adviser.id): [journey]},
    )
    return found
