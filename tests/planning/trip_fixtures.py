"""A draft in which one adviser gives two seminars on one trip, and a third on a later day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import Plan
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid
from tests.planning.drafts import DAY, STAFF
from tests.planning.solver_io.plans import save_plan

NEXT = DAY + timedelta(days=1)
FAR = DAY + timedelta(days=21)


@dataclass(frozen=True, slots=True)
class TripGround:
    """The draft, with the trip's bids, the later one, and who gives them or could."""

    plan: Plan
    trip: tuple[Bid, Bid]
    later: Bid
    giver: Adviser
    near: Adviser


def lay_trip(
    session: Session,
    tour: Tour,
    *,
    others: tuple[date, ...] = (FAR,),
    near_unavailable: tuple[date, ...] = (),
) -> TripGround:
    """Lay it: the giver lives in Tokyo, another in Osaka; the trip goes to Fukuoka and Kumamoto.

    Args:
        session: Where to write.
        tour: The tour.
        others: Days on which the trip's second seminar could be, too.
        near_unavailable: Days that the other adviser does not have.
    """
    giver = make_adviser(session, tour, home="13", name="東 一", name_en="East")
    near = make_adviser(
        session, tour, home="27", name="西 二", name_en="West", unavailable=list(near_unavailable)
    )
    first = make_bid(session, tour, place="40", days={DAY: "first"})
    second = make_bid(
        session, tour, place="43", days={NEXT: "first", **dict.fromkeys(others, "second")}
    )
    later = make_bid(session, tour, place="14", days={FAR - timedelta(days=7): "first"})
    plan = save_plan(
        session,
        tour,
        {
            first: (DAY, [giver]),
            second: (NEXT, [giver]),
            later: (FAR - timedelta(days=7), [giver]),
        },
    )
    draft = session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=NOW))
    return TripGround(draft, (first, second), later, giver, near)


@pytest.fixture
def trip_ground(session: Session, tour: Tour) -> TripGround:
    return lay_trip(session, tour)
