"""Which list of participants host and advisers may read."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.overview.shared_lists import (
    list_is_open,
    seminar_of_adviser,
    seminar_of_host,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_seminar


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=50)


def test_the_list_is_open_for_thirty_days_after_the_seminar(
    seminar: Seminar,
) -> None:
    assert list_is_open(seminar, seminar.day - timedelta(days=90))
    assert list_is_open(seminar, seminar.day + timedelta(days=30))
    assert not list_is_open(seminar, seminar.day + timedelta(days=31))


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CANCELLED])
def test_what_is_not_announced_or_cancelled_has_none(seminar: Seminar, state: SeminarState) -> None:
    seminar.state = state
    assert not list_is_open(seminar, seminar.day)


def test_hosts_and_advisers_find_their_own_seminars_alone(session: Session, tour: Tour) -> None:
    adviser, other = make_adviser(session), make_adviser(session)
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser])
    assert seminar_of_host(session, seminar.bid_id) is seminar
    assert seminar_of_host(session, 987_654) is None
    assert seminar_of_adviser(session, adviser.id, seminar.public_id) is seminar
    assert seminar_of_adviser(session, other.id, seminar.public_id) is None
    assert seminar_of_adviser(session, adviser.id, "nobodys1") is None
