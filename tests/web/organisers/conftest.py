"""Browsers of the staff, and what most of their pages are about."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from tests.factories import make_bid, make_tour
from tests.web.accounts.support import SignIn


@pytest.fixture
def planner(sign_in: SignIn) -> FlaskClient:
    """A browser of somebody who plans."""
    return sign_in(RoleName.PLANNER)


@pytest.fixture
def clerk(sign_in: SignIn) -> FlaskClient:
    """A browser of somebody who works through bids."""
    return sign_in(RoleName.CLERK)


@pytest.fixture
def viewer(sign_in: SignIn) -> FlaskClient:
    """A browser of somebody who only reads."""
    return sign_in(RoleName.VIEWER)


@pytest.fixture
def bid(session: Session) -> Bid:
    """A bid that waits for a decision."""
    return make_bid(session, make_tour(session), number=7, state=BidState.SUBMITTED)
