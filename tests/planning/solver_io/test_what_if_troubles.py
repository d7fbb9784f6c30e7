"""What stands against the changes of a scenario: a case of each."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
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
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenario_troubles import TroubleKind
from seminar_service.planning.solver_io import find_troubles
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import ClosedPeriod, Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour
from tests.planning.whatifs import DAY, TODAY, WEEK, every_kind, new_adviser

TAKEN = date(2026, 12, 1)
PAST, LATER = TODAY, DAY + timedelta(days=40)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[TAKEN])


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, decline_yen=70_000)


def kinds(session: Session, tour: Tour, *changes: Change) -> list[TroubleKind]:
    what_if = what_if_of(session, tour, changes, today=TODAY)
    return [each.kind for each in find_troubles(what_if, changes)]


def test_one_of_each_kind_hold_beside_each_other(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)

    assert kinds(session, tour, *every_kind(adviser, bid, make_bid(session, tour), waiting)) == []


def test_the_second_that_speaks_of_the_same_is_the_trouble(
    session: Session, tour: Tour, bid: Bid
) -> None:
    changes = (DeclinePrice(bid.id, 5), BidLeftOut(bid.id))
    (found,) = find_troubles(what_if_of(session, tour, changes, today=TODAY), changes)

    assert (found.kind, found.position, found.change) == (TroubleKind.TWICE, 1, changes[1])


def test_what_is_so_already_changes_nothing(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    tour.closed_periods = [ClosedPeriod(name_ja="休", name_en="Off", first_day=DAY, last_day=LATER)]
    session.commit()
    for change in (
        DaysOff(adviser.id, TAKEN, TAKEN),
        DaysFree(adviser.id, DAY, DAY + WEEK),
        AdviserLimit(adviser.id, "max_seminars", 9),
        NightsAway(3),
        TourRule("hotel_yen", 11_000),
        TourRule("day_end", "22:00"),
        TourRule("decline_yen", 400_000),
        TourRule("travel_budget_yen", None),
        ClosedDays(DAY, DAY + WEEK),
        DeclinePrice(bid.id, 70_000),
    ):
        assert kinds(session, tour, change) == [TroubleKind.ALREADY_SO], change


def test_who_has_left_is_named(session: Session, tour: Tour) -> None:
    leaver = make_adviser(session)
    for change in (DaysOff(leaver.id, DAY, DAY), AdviserLimit(leaver.id, "max_seminars", 1)):
        assert kinds(session, tour, change) == [TroubleKind.ADVISER_LEFT]
    assert kinds(session, tour, new_adviser(topics=("gone",))) == [TroubleKind.TOPIC_GONE]


def test_who_takes_part_already_or_is_not_known_is_told(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    known = make_adviser(session)

    assert kinds(session, tour, KnownAdviser(known.id, 5, 2, 1)) == []
    assert kinds(session, tour, KnownAdviser(adviser.id, 5, 2, 1)) == [TroubleKind.ALREADY_SO]
    assert kinds(session, tour, KnownAdviser(9_999, 5, 2, 1)) == [TroubleKind.ADVISER_GONE]


@pytest.mark.parametrize("state", [BidState.WITHDRAWN, BidState.DRAFT])
def test_a_bid_that_nobody_can_accept_is_gone(
    session: Session, tour: Tour, state: BidState
) -> None:
    gone = make_bid(session, tour, state=state)
    elsewhere = make_bid(session, make_tour(session, 2027), state=BidState.SUBMITTED)

    assert kinds(session, tour, BidTaken(gone.id)) == [TroubleKind.BID_GONE]
    assert kinds(session, tour, BidTaken(elsewhere.id)) == [TroubleKind.BID_GONE]
    assert kinds(session, tour, BidTaken(9_999)) == [TroubleKind.BID_GONE]
    for change in (
        BidLeftOut(gone.id),
        DeclinePrice(gone.id, 1),
        BidDate(gone.id, DAY, Choice.FIRST),
    ):
        assert kinds(session, tour, change) == [TroubleKind.BID_NOT_PLANNED]


@pytest.mark.parametrize(
    "state", [BidState.SUBMITTED, BidState.ASKED_BACK, BidState.REJECTED, BidState.CLOSED]
)
def test_a_bid_that_can_be_accepted_is_taken_in_and_may_cost_something_else(
    session: Session, tour: Tour, state: BidState
) -> None:
    waiting = make_bid(session, tour, state=state)

    assert kinds(session, tour, BidTaken(waiting.id), DeclinePrice(waiting.id, 5)) == []


def test_a_bid_that_is_accepted_is_planned_anyhow(session: Session, tour: Tour, bid: Bid) -> None:
    assert kinds(session, tour, BidTaken(bid.id)) == [TroubleKind.BID_ACCEPTED]


def test_a_bid_whose_seminar_stands_is_not_left_out(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)

    assert kinds(session, tour, BidLeftOut(bid.id)) == [TroubleKind.SEMINAR_STANDS]


def test_days_that_are_over_or_outside_the_tour_are_none(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    outside = date(2027, 4, 1)
    for day in (PAST, outside):
        assert kinds(session, tour, DaysOff(adviser.id, day, day)) == [TroubleKind.DAYS_OUTSIDE]
        assert kinds(session, tour, ClosedDays(day, day)) == [TroubleKind.DAYS_OUTSIDE]
        date_of = BidDate(bid.id, day, Choice.FIRST)
        assert kinds(session, tour, date_of) == [TroubleKind.DAY_NOT_OPEN]
    shut = ClosedDays(LATER, LATER)
    both = kinds(session, tour, shut, BidDate(bid.id, LATER, Choice.FIRST))
    assert both == [TroubleKind.DAY_NOT_OPEN]


def test_a_day_that_the_host_has_declined_or_offers_is_no_new_one(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.CANCELLED)
    session.add(DeclinedDay(bid_id=bid.id, seminar_id=seminar.id, day=LATER, declined_at=NOW))
    session.commit()

    declined = BidDate(bid.id, LATER, Choice.FIRST)
    assert kinds(session, tour, declined) == [TroubleKind.DAY_DECLINED]
    assert kinds(session, tour, BidDate(bid.id, DAY, Choice.FIRST)) == [TroubleKind.ALREADY_SO]
    assert kinds(session, tour, BidDate(bid.id, DAY, Choice.THIRD)) == []


def test_what_a_disruption_takes_no_scenario_gives_back(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    place = frozenset({bid.place})
    for lost in (
        DisruptionDetails(DAY, DAY, adviser_id=adviser.id),
        DisruptionDetails(LATER, LATER, places=place),
    ):
        note_disruption(session, tour.id, lost, actor=SYSTEM, now=NOW)

    assert kinds(session, tour, DaysFree(adviser.id, DAY, DAY)) == [TroubleKind.DAYS_LOST]
    assert kinds(session, tour, DaysFree(adviser.id, DAY, TAKEN)) == []
    assert kinds(session, tour, BidDate(bid.id, LATER, Choice.FIRST)) == [TroubleKind.DAYS_LOST]
    freed = (DaysFree(adviser.id, DAY, TAKEN),)
    document = what_if_of(session, tour, freed, today=TODAY).document(freed)
    assert document["advisers"][0]["unavailable"] == [DAY.isoformat()]


def test_a_day_does_not_end_before_it_begins(session: Session, tour: Tour) -> None:
    assert kinds(session, tour, TourRule("day_end", "05:00")) == [TroubleKind.DAY_IN_DISORDER]
    late = TourRule("day_start", "12:00"), TourRule("day_end", "11:00")
    assert kinds(session, tour, *late) == [TroubleKind.DAY_IN_DISORDER] * 2
