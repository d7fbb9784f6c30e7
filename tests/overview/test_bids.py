"""One bid with all that became of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.overview.bids import BidPage, bid_page
from seminar_service.seminars.states import SeminarState
from tests.factories import make_adviser, make_bid, make_seminar, make_tour

STANDING = [state for state in SeminarState if state is not SeminarState.CANCELLED]


@pytest.fixture
def bid(session: Session) -> Bid:
    """An accepted bid of which nothing has been made."""
    return make_bid(session, make_tour(session))


def page(session: Session, bid: Bid) -> BidPage:
    session.expire_all()
    return bid_page(session, bid.id)


@pytest.mark.parametrize("state", STANDING)
def test_of_several_seminars_the_one_that_stands_is_shown(
    session: Session, bid: Bid, state: SeminarState
) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    standing = make_seminar(session, bid, state=state)
    own = page(session, bid)
    assert own.seminar == standing
    assert own.is_settled
    assert not own.is_cancelled
    assert not own.may_withdraw
    assert own.reached is not None


def test_the_order_in_which_they_were_made_does_not_matter(session: Session, bid: Bid) -> None:
    standing = make_seminar(session, bid, state=SeminarState.CONFIRMED)
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    assert page(session, bid).seminar == standing


def test_where_none_stands_the_one_cancelled_last_is_shown(session: Session, bid: Bid) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    later = make_seminar(session, bid, state=SeminarState.CANCELLED, day=date(2026, 10, 8))
    own = page(session, bid)
    assert own.seminar == later
    assert own.is_cancelled
    assert own.may_withdraw
    assert own.reached is None


def test_the_whole_team_of_the_seminar_is_read(session: Session, bid: Bid) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED, team=[make_adviser(session)])
    team = [make_adviser(session), make_adviser(session)]
    make_seminar(session, bid, team=team)
    seminar = page(session, bid).seminar
    assert seminar is not None
    assert [member.adviser for member in seminar.team] == team


def test_a_bid_without_a_seminar_is_not_settled(session: Session, bid: Bid) -> None:
    own = page(session, bid)
    assert own.seminar is None
    assert (own.is_settled, own.is_cancelled, own.may_withdraw) == (False, False, True)
