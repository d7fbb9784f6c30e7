"""What making a scenario the tour's own takes, before it is done."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.states import BidState
from seminar_service.planning.adoption import Adoption, AdoptionStep, adoption_of
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    BidLeftOut,
    Change,
    DaysFree,
    DaysOff,
    DeclinePrice,
    NewAdviser,
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_troubles import TroubleKind
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar
from tests.planning.whatifs import DAY, TODAY, WEEK, every_kind, scenario

TAKEN = date(2026, 12, 1)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[TAKEN, DAY + timedelta(days=2)])


def of(session: Session, tour: Tour, *changes: Change) -> Adoption:
    return adoption_of(session, scenario(session, tour, *changes), today=TODAY)


def test_each_kind_is_a_step_or_something_to_be_done(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bids = [make_bid(session, tour) for _ in range(2)]
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)

    found = of(session, tour, *every_kind(adviser, *bids, waiting))

    assert [each.change.kind for each in found.steps] == [
        "rule",
        "closed",
        "days_off",
        "days_off",
        "days_free",
        "limit",
        "limit",
        "decline_price",
        "bid_taken",
    ]
    assert {type(each) for each in found.by_hand} == {NewAdviser, BidLeftOut, BidDate}
    assert found.hosts == 1
    assert (found.already, found.troubles) == ((), ())
    assert {name for name, _, _ in found.versions} == {"tour", "engagement", "bid"}


def test_of_days_those_alone_change_that_are_otherwise_yet(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    steps = of(session, tour, DaysOff(adviser.id, DAY, DAY + WEEK)).steps

    third = DAY + timedelta(days=2)
    assert [each.change for each in steps] == [
        DaysOff(adviser.id, DAY, third - timedelta(days=1)),
        DaysOff(adviser.id, third + timedelta(days=1), DAY + WEEK),
    ]


def test_a_limit_of_ones_own_comes_before_that_of_all(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    other = make_adviser(session, tour)
    own = AdviserLimit(adviser.id, "max_nights_away", 2)

    steps = of(session, tour, NightsAway(1), own).steps

    assert {(each.change, each.before) for each in steps} == {
        (own, 3),
        (AdviserLimit(other.id, "max_nights_away", 1), 3),
    }


def test_a_day_that_the_adviser_has_declined_needs_a_hand(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour)
    seminar: Seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
    session.add(
        DeclinedDay(
            bid_id=bid.id,
            seminar_id=seminar.id,
            adviser_id=adviser.id,
            day=TAKEN,
            declined_at=NOW,
        )
    )
    session.commit()

    found = of(session, tour, DaysFree(adviser.id, TAKEN, TAKEN))

    assert found.declined == (DaysFree(adviser.id, TAKEN, TAKEN),)
    assert [each.change for each in found.steps] == [DaysFree(adviser.id, TAKEN, TAKEN)]


def test_what_is_so_by_now_and_what_cannot_be_any_more_are_told_apart(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour)
    rule, price = TourRule("hotel_yen", 9_000), DeclinePrice(bid.id, 5)
    own = scenario(session, tour, rule, price)
    tour.hotel_yen, bid.state = 9_000, BidState.WITHDRAWN
    session.commit()
    assert adviser.id

    found = adoption_of(session, own, today=TODAY)

    assert found.steps == ()
    assert found.already == (rule,)
    assert [(each.kind, each.change) for each in found.troubles] == [
        (TroubleKind.BID_NOT_PLANNED, price)
    ]


def test_the_fingerprint_follows_what_would_be_done(session: Session, tour: Tour) -> None:
    own = scenario(session, tour, TourRule("hotel_yen", 9_000))
    first = adoption_of(session, own, today=TODAY)
    assert first.steps == (AdoptionStep(TourRule("hotel_yen", 9_000), 11_000),)

    assert adoption_of(session, own, today=TODAY).fingerprint == first.fingerprint
    tour.version += 1
    assert adoption_of(session, own, today=TODAY).fingerprint != first.fingerprint
