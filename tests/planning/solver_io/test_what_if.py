"""What scenarios make of a planning problem: each kind of change, and the same once adopted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.adopting import AdoptionOutdated, adopt_scenario
from seminar_service.planning.adoption import adoption_of
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
from seminar_service.planning.solver_io import digest_of, instance_document
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_plan,
    make_seminar,
    make_tour,
)
from tests.factories import make_lock as lock
from tests.planning.whatifs import DAY, STAFF, TODAY, new_adviser, scenario

TAKEN = date(2026, 12, 1)
EARLIEST = TODAY + timedelta(days=1)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[TAKEN])


@pytest.fixture
def bid(session: Session, tour: Tour, adviser: Adviser) -> Bid:
    """Has all three choices, and a released seminar on the first."""
    choices = (Choice.FIRST, Choice.SECOND, Choice.THIRD)
    days = {DAY + timedelta(days=number): choice for number, choice in enumerate(choices)}
    bid = make_bid(session, tour, days=days)
    make_seminar(session, bid, team=[adviser], state=SeminarState.CONFIRMED)
    return bid


@pytest.fixture
def other(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", decline_yen=70_000)


def changed(session: Session, tour: Tour, *changes: Change) -> dict[str, Any]:
    document = what_if_of(session, tour, changes, today=TODAY).document(changes)
    solver.read_instance(document)
    return document


def named(documents: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [each for each in documents if each["id"] == name]
    return found


def test_without_changes_it_is_the_problem_itself(session: Session, tour: Tour, bid: Bid) -> None:
    assert bid.id
    assert changed(session, tour) == instance_document(session, tour, earliest=EARLIEST)


def test_one_more_adviser_takes_part_behind_the_others(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    first, second = changed(session, tour, new_adviser(adviser_id=99))["advisers"]

    assert first["id"] == f"a{adviser.id}"
    assert second == {
        "id": "a99",
        "name": "もう1名",
        "home": "27",
        "topics": ["trade-secret"],
        "unavailable": [],
        "max_seminars": 12,
        "max_per_month": 3,
        "max_nights_away": 2,
    }


def test_days_off_and_days_free_change_when_an_adviser_is_available(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    off, free = DaysOff(adviser.id, DAY, DAY), DaysFree(adviser.id, TAKEN, TAKEN)

    assert changed(session, tour, off)["advisers"][0]["unavailable"] == ["2026-10-06", "2026-12-01"]
    assert changed(session, tour, free)["advisers"][0]["unavailable"] == []


def test_a_limit_of_ones_own_comes_before_the_one_of_all(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    homely = make_adviser(session, tour, max_nights_away=0)
    found = changed(session, tour, NightsAway(1), AdviserLimit(adviser.id, "max_nights_away", 2))[
        "advisers"
    ]

    assert named(found, f"a{adviser.id}")["max_nights_away"] == 2
    assert named(found, f"a{homely.id}")["max_nights_away"] == 0
    everybody = changed(session, tour, NightsAway(1))["advisers"]
    assert named(everybody, f"a{adviser.id}")["max_nights_away"] == 1


def test_a_bid_is_left_out_or_taken_in(session: Session, tour: Tour, other: Bid) -> None:
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    gone = make_bid(session, tour, state=BidState.WITHDRAWN)

    assert changed(session, tour, BidLeftOut(other.id))["bids"] == []
    taken = changed(session, tour, BidTaken(waiting.id), BidTaken(gone.id))["bids"]
    assert [each["id"] for each in taken] == [f"b{other.id}", f"b{waiting.id}"]


def test_a_date_costs_what_the_choice_costs_and_what_moving_adds(
    session: Session, tour: Tour, bid: Bid
) -> None:
    day = DAY + timedelta(days=14)

    found = changed(
        session, tour, BidDate(bid.id, day, Choice.THIRD), TourRule("third_choice_yen", 8_000)
    )
    dates = named(found["bids"], f"b{bid.id}")["dates"]

    third = dates[(DAY + timedelta(days=2)).isoformat()]
    assert dates[day.isoformat()] == third == 8_000 + tour.change_confirmed_yen
    assert list(dates) == sorted(dates)


def test_a_locked_bid_keeps_its_day_when_the_week_is_closed(
    session: Session, tour: Tour, adviser: Adviser, other: Bid
) -> None:
    kept = make_bid(session, tour, place="40")
    lock(session, make_plan(session, tour, {kept: (DAY, [adviser])}).seminars[0])

    found = changed(session, tour, ClosedDays(DAY, DAY + timedelta(days=6)))["bids"]

    assert list(named(found, f"b{kept.id}")["dates"]) == [DAY.isoformat()]
    assert named(found, f"b{other.id}")["dates"] == {}


def test_what_names_nobody_does_nothing(session: Session, tour: Tour, bid: Bid) -> None:
    before = instance_document(session, tour, earliest=EARLIEST)
    assert bid.id

    assert before == changed(
        session,
        tour,
        DaysOff(9_999, DAY, DAY),
        AdviserLimit(9_999, "max_seminars", 1),
        BidLeftOut(9_999),
        DeclinePrice(9_999, 1),
        BidDate(9_999, DAY, Choice.FIRST),
        BidTaken(9_999),
    )


def test_the_own_input_is_that_of_the_tour_without_what_is_taken_in(
    session: Session, tour: Tour, other: Bid
) -> None:
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    what_if = what_if_of(session, tour, [BidTaken(waiting.id)], today=TODAY)

    assert set(what_if.own_input.bids) == {other.id}
    assert set(what_if.known.bids) == {other.id, waiting.id}


def test_somebody_who_is_known_takes_part_with_what_is_known(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    beside = make_tour(session, programme=2)
    known = make_adviser(session, beside, home="40", unavailable=[DAY, date(2027, 6, 1)])
    own = make_bid(session, beside)
    make_seminar(session, own, team=[known], day=DAY + timedelta(days=20))

    found = changed(session, tour, KnownAdviser(known.id, 5, 2, 1))["advisers"]

    assert [each["id"] for each in found] == [f"a{adviser.id}", f"a{known.id}"]
    assert found[1] == {
        "id": f"a{known.id}",
        "name": known.name,
        "home": "40",
        "topics": [each.code for each in known.topics],
        "unavailable": [DAY.isoformat(), (DAY + timedelta(days=20)).isoformat()],
        "max_seminars": 5,
        "max_per_month": 2,
        "max_nights_away": 1,
    }
    assert changed(session, tour, KnownAdviser(adviser.id, 5, 2, 1)) == changed(session, tour)


def test_once_adopted_somebody_who_is_known_takes_part_with_their_days(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    beside = make_tour(session, programme=2)
    known = make_adviser(session, beside, home="40", unavailable=[DAY])
    later = make_adviser(session, tour)
    made = scenario(session, tour, KnownAdviser(known.id, 5, 2, 1))
    asked = changed(session, tour, *made.assumed)
    assert adviser.id < known.id < later.id
    adoption = adoption_of(session, made, today=TODAY)
    assert [each.change for each in adoption.steps] == list(made.assumed)

    adopt_scenario(
        session, made.id, shown=adoption.fingerprint, office=OFFICE, actor=STAFF, now=NOW
    )

    after = instance_document(session, session.get_one(Tour, tour.id), earliest=EARLIEST)
    assert (asked, digest_of(asked)) == (after, digest_of(after))
    part = session.query(Engagement).filter_by(tour_id=tour.id, adviser_id=known.id).one()
    assert [each.day for each in part.unavailable_days] == [DAY]
    assert adoption_of(session, made, today=TODAY).already == made.assumed
    assert bid.id


def test_a_day_that_is_taken_after_the_preview_makes_that_another(
    session: Session, tour: Tour
) -> None:
    beside = make_tour(session, programme=2)
    known = make_adviser(session, beside, home="40")
    made = scenario(session, tour, KnownAdviser(known.id, 5, 2, 1))
    shown = adoption_of(session, made, today=TODAY).fingerprint
    (part,) = known.engagements
    part.unavailable_days.append(UnavailableDay(day=DAY))
    session.commit()

    with pytest.raises(AdoptionOutdated):
        adopt_scenario(session, made.id, shown=shown, office=OFFICE, actor=STAFF, now=NOW)


KINDS = [
    "days_off",
    "days_free",
    "limit",
    "nights",
    "hotel_yen",
    "travel_budget_yen",
    "max_seminars_per_day",
    "day_end",
    "decline_yen",
    "first_choice_yen",
    "second_choice_yen",
    "third_choice_yen",
    "coverage_yen",
    "closed",
    "taken",
    "price",
]


def change_of(kind: str, adviser: Adviser, bid: Bid, waiting: Bid) -> Change:
    changes: dict[str, Change] = {
        "days_off": DaysOff(adviser.id, DAY + timedelta(days=9), DAY + timedelta(days=20)),
        "days_free": DaysFree(adviser.id, TAKEN, TAKEN + timedelta(days=3)),
        "limit": AdviserLimit(adviser.id, "max_seminars", 2),
        "nights": NightsAway(1),
        "travel_budget_yen": TourRule("travel_budget_yen", 300_000),
        "max_seminars_per_day": TourRule("max_seminars_per_day", None),
        "day_end": TourRule("day_end", "20:30"),
        "closed": ClosedDays(DAY + timedelta(days=1), DAY + timedelta(days=7)),
        "taken": BidTaken(waiting.id),
        "price": DeclinePrice(bid.id, 12_345),
    }
    return changes.get(kind) or TourRule(kind, 1_234)


@pytest.mark.parametrize("kind", KINDS)
def test_once_it_is_adopted_the_tour_asks_the_same_question(  # noqa: PLR0917 (what there is)
    session: Session, tour: Tour, adviser: Adviser, bid: Bid, other: Bid, kind: str
) -> None:
    waiting = make_bid(session, tour, place="01", state=BidState.SUBMITTED)
    made = scenario(session, tour, change_of(kind, adviser, bid, waiting))
    asked = changed(session, tour, *made.assumed)
    before = instance_document(session, tour, earliest=EARLIEST)

    shown = adoption_of(session, made, today=TODAY).fingerprint
    adopt_scenario(session, made.id, shown=shown, office=OFFICE, actor=STAFF, now=NOW)

    after = instance_document(session, session.get_one(Tour, tour.id), earliest=EARLIEST)
    assert asked != before
    assert asked == after
    assert digest_of(asked) == digest_of(after)
    assert other.id
