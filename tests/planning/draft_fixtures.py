"""A draft in which one bid is held and another refused."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import Plan
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid
from tests.planning.drafts import DAY, LATER, STAFF
from tests.planning.solver_io.plans import save_plan


@pytest.fixture
def other(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, home="14")


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "second", LATER: "first"})


@pytest.fixture
def nagoya(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="23", days={DAY + timedelta(days=1): "first"})


@pytest.fixture
def draft(  # noqa: PLR0917 (what a draft needs)
    session: Session, tour: Tour, adviser: Adviser, other: Adviser, osaka: Bid, nagoya: Bid
) -> Plan:
    """Osaka is held, Nagoya refused."""
    assert {other.id, nagoya.id}
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])})
    return session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=NOW))
