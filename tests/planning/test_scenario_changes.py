"""What a scenario assumes, as values and as JSON."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.scenario_changes import (
    CHANGES,
    AdviserLimit,
    BidDate,
    BidLeftOut,
    BidTaken,
    Change,
    ChangeKind,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    NightsAway,
    TourRule,
    adviser_of,
    bid_of,
    change_document,
    read_change,
    says_the_same,
)
from tests.factories import make_adviser, make_bid, make_tour
from tests.planning.whatifs import DAY, WEEK, every_kind, new_adviser

LATER = DAY + timedelta(days=14)


@pytest.fixture
def changes(sqlite_session: Session) -> tuple[Change, ...]:
    tour = make_tour(sqlite_session)
    bids = [make_bid(sqlite_session, tour) for _ in range(2)]
    waiting = make_bid(sqlite_session, tour, state=BidState.SUBMITTED)
    known = make_adviser(sqlite_session, make_tour(sqlite_session, 2027))
    return every_kind(make_adviser(sqlite_session, tour), *bids, waiting, known=known)


def test_every_kind_comes_back_from_json_as_it_was(changes: tuple[Change, ...]) -> None:
    documents = json.loads(json.dumps([change_document(each) for each in changes]))

    assert tuple(map(read_change, documents)) == changes
    assert {each.kind for each in changes} == set(CHANGES) == set(ChangeKind)


def test_a_change_names_its_adviser_or_its_bid(changes: tuple[Change, ...]) -> None:
    about = {each.kind: (adviser_of(each), bid_of(each)) for each in changes}

    advisers = {kind for kind, (adviser, _) in about.items() if adviser is not None}
    bids = {kind for kind, (_, bid) in about.items() if bid is not None}
    assert advisers == {ChangeKind.DAYS_OFF, ChangeKind.DAYS_FREE, ChangeKind.LIMIT}
    assert bids == {
        ChangeKind.BID_TAKEN,
        ChangeKind.BID_LEFT_OUT,
        ChangeKind.DECLINE_PRICE,
        ChangeKind.BID_DATE,
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DaysOff(1, DAY, DAY + WEEK), DaysFree(1, DAY + WEEK, LATER)),
        (ClosedDays(DAY, LATER), ClosedDays(DAY, DAY)),
        (AdviserLimit(1, "max_seminars", 1), AdviserLimit(1, "max_seminars", 2)),
        (NightsAway(1), NightsAway(2)),
        (TourRule("hotel_yen", 1), TourRule("hotel_yen", 2)),
        (BidTaken(1), BidLeftOut(1)),
        (BidLeftOut(1), DeclinePrice(1, 5)),
        (BidDate(1, DAY, Choice.FIRST), BidLeftOut(1)),
        (DeclinePrice(1, 5), DeclinePrice(1, 6)),
        (BidDate(1, DAY, Choice.FIRST), BidDate(1, DAY, Choice.THIRD)),
    ],
)
def test_of_two_that_speak_of_the_same_only_one_can_hold(one: Change, other: Change) -> None:
    assert says_the_same(one, other)
    assert says_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DaysOff(1, DAY, DAY), DaysFree(1, LATER, LATER)),
        (DaysOff(1, DAY, DAY), DaysOff(2, DAY, DAY)),
        (AdviserLimit(1, "max_seminars", 1), AdviserLimit(1, "max_per_month", 1)),
        (TourRule("hotel_yen", 1), TourRule("decline_yen", 1)),
        (BidTaken(1), DeclinePrice(1, 5)),
        (BidTaken(1), BidTaken(2)),
        (BidDate(1, DAY, Choice.FIRST), BidDate(1, LATER, Choice.FIRST)),
        (new_adviser(), new_adviser()),
    ],
)
def test_others_hold_beside_each_other(one: Change, other: Change) -> None:
    assert not says_the_same(one, other)
