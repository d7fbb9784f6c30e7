"""A tour of the present, made of the places and wishes of fiscal year 2015."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.samples import present
from seminar_service.samples.groundwork import lay_groundwork
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import OFFICE

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    lay_groundwork(sqlite_session, actor=SYSTEM, now=NOW)
    return sqlite_session


def test_loaded_twice_there_is_one_open_tour_of_the_year_that_is_planned_now(
    session: Session,
) -> None:
    years = [present.load(session, {}, today=TODAY, now=NOW) for _ in range(2)]

    tour = session.scalars(select(Tour)).one()
    assert years == [FiscalYear(2027)] * 2
    assert (tour.fiscal_year, tour.stage) == (2027, TourStage.OPEN)
    assert tour.takes_bids(TODAY)
    assert len(tour.closed_periods) > 0
    assert all(period.first_day in FiscalYear(2027) for period in tour.closed_periods)
    bids = session.scalars(select(Bid)).all()
    assert len({bid.contact_email for bid in bids}) == len(bids) == 31
    assert all("{city}" not in bid.host_name for bid in bids)


def test_a_few_bids_wait_for_the_staff_and_come_once(session: Session) -> None:
    year = present.load(session, {}, today=TODAY, now=NOW)

    for _ in range(2):
        present.add_open_bids(session, year, office=OFFICE, now=NOW)

    waiting = session.scalars(select(Bid).where(Bid.state == BidState.SUBMITTED)).all()
    assert [bid.place for bid in waiting] == [place for place, _ in present.OPEN_BIDS]


def test_no_bid_comes_outside_of_the_call(session: Session) -> None:
    year = present.load(session, {}, today=TODAY, now=NOW)
    after = datetime(2028, 3, 31, tzinfo=UTC)

    present.add_open_bids(session, year, office=OFFICE, now=after)

    assert session.scalar(select(Bid).where(Bid.state == BidState.SUBMITTED)) is None
