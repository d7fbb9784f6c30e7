"""Adding what a scenario assumes, one form for each kind, and removing it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
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
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.forms_scenarios import FORMS
from tests.factories import make_adviser, make_bid, make_run, make_tour
from tests.planning.whatifs import scenario
from tests.web.accounts.support import SignIn

TAKEN = date(2026, 12, 1)


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[TAKEN], home="40")


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour)


@pytest.fixture
def waiting(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, state=BidState.SUBMITTED)


@pytest.fixture
def own(session: Session, tour: Tour) -> Scenario:
    return scenario(session, tour)


def page(own: Scenario, name: str) -> str:
    return f"/organiser/scenarios/{own.id}/add/{name}"


def cases(adviser: Adviser, bid: Bid, waiting: Bid) -> list[tuple[str, dict[str, Any], Change]]:
    who: dict[str, Any] = {"adviser": adviser.id}
    day = date(2026, 10, 20)
    week: dict[str, Any] = {"begins": "2026-10-19", "ends": "2026-10-25"}
    span = date(2026, 10, 19), date(2026, 10, 25)
    return [
        ("days", who | week | {"kind": "days_off"}, DaysOff(adviser.id, *span)),
        (
            "days",
            who | {"kind": "days_free", "begins": "2026/12/1"},
            DaysFree(adviser.id, TAKEN, TAKEN),
        ),
        (
            "limit",
            who | {"name": "max_per_month", "value": "2"},
            AdviserLimit(adviser.id, "max_per_month", 2),
        ),
        ("nights", {"nights": "1泊"}, NightsAway(1)),
        ("rule", {"name": "hotel_yen", "number": "9,000円"}, TourRule("hotel_yen", 9_000)),
        (
            "rule",
            {"name": "max_seminars_per_day", "number": ""},
            TourRule("max_seminars_per_day", None),
        ),
        ("rule", {"name": "day_end", "clock": "20:00"}, TourRule("day_end", "20:00")),
        ("closed", week, ClosedDays(*span)),
        ("take-in", {"bid": waiting.id}, BidTaken(waiting.id)),
        ("leave-out", {"bid": bid.id}, BidLeftOut(bid.id)),
        ("price", {"bid": bid.id, "yen": "5000"}, DeclinePrice(bid.id, 5_000)),
        (
            "date",
            {"bid": bid.id, "day": "2026-10-20", "choice": "second"},
            BidDate(bid.id, day, Choice.SECOND),
        ),
    ]


def test_each_form_adds_its_change(  # noqa: PLR0917 (what there is)
    session: Session, sign_in: SignIn, tour: Tour, adviser: Adviser, bid: Bid, waiting: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)
    for name, sent, expected in cases(adviser, bid, waiting):
        own = scenario(session, tour)
        assert client.get(page(own, name)).status_code == 200

        answer = client.post(page(own, name), data=sent)

        session.expire_all()
        assert answer.status_code == 303, (name, answer.text)
        assert own.assumed == (expected,)


@pytest.mark.parametrize(
    ("name", "sent", "told"),
    [
        ("adviser", {"name": "x"}, "Please choose where journeys begin."),
        ("days", {"kind": "days_off", "begins": "2026-10-19"}, "Please choose an adviser."),
        ("known-adviser", {}, "Please choose an adviser."),
        ("known-adviser", {"adviser": "999999"}, "Not a valid choice"),
        ("known-adviser", {"max_per_month": "32"}, "from 0 to 31"),
        ("limit", {"name": "max_seminars", "value": "a"}, "whole number"),
        ("limit", {"name": "max_per_month", "value": "32"}, "from 0 to 31"),
        ("nights", {"nights": "-1"}, "from 0 to 30"),
        ("rule", {"name": "hotel_yen"}, "Please fill in this field."),
        ("rule", {"name": "day_end", "number": "5"}, "time of day"),
        ("rule", {"name": "buffer_minutes", "number": "601"}, "from 0 to 600"),
        ("closed", {"begins": "2026-10-19", "ends": "2026-10-01"}, "must not lie before"),
        ("closed", {"begins": "2026-10-19", "ends": "2099-10-01"}, "days of one year"),
        ("closed", {"begins": "2024-10-19"}, "None of these days can still be planned"),
        ("take-in", {"bid": ""}, "Please choose a bid."),
        ("price", {"bid": "999999", "yen": "1"}, "Not a valid choice"),
        ("rule", {"name": "nothing", "number": "1"}, "Not a valid choice"),
        ("rule", {"name": "hotel_yen", "number": "11000"}, "That is so already"),
    ],
)
def test_what_cannot_be_is_given_back_with_the_reason(  # noqa: PLR0917 (what there is)
    session: Session, sign_in: SignIn, own: Scenario, name: str, sent: dict[str, str], told: str
) -> None:
    if name == "limit":
        sent = sent | {"adviser": str(make_adviser(session, own.tour).id)}

    answer = sign_in(RoleName.PLANNER).post("/en" + page(own, name), data=sent)

    assert answer.status_code == 422
    assert told in answer.text
    session.expire_all()
    assert own.changes == []


def test_what_contradicts_another_change_is_refused(
    session: Session, sign_in: SignIn, tour: Tour, bid: Bid
) -> None:
    own = scenario(session, tour, BidLeftOut(bid.id))

    answer = sign_in(RoleName.PLANNER).post(
        "/en" + page(own, "price"), data={"bid": bid.id, "yen": 5}
    )

    assert answer.status_code == 422
    assert "Another change of this scenario speaks of the same." in answer.text


def test_a_change_is_removed_by_who_has_seen_the_scenario_as_it_is(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    make_adviser(session, tour)
    own = scenario(session, tour, TourRule("hotel_yen", 1), NightsAway(1))
    client = sign_in(RoleName.PLANNER)
    address = f"/organiser/scenarios/{own.id}/remove"

    late = client.post(address, data={"position": 1, "version": own.version + 1})
    assert late.status_code == 303
    assert client.post(address, data={"position": 7, "version": own.version}).status_code == 404
    client.post(address, data={"position": 1, "version": own.version})

    session.expire_all()
    assert own.assumed == (NightsAway(1),)
    assert client.get(address).status_code == 405


def test_a_scenario_that_is_being_planned_keeps_its_changes(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    make_adviser(session, tour)
    own = scenario(session, tour, NightsAway(1))
    make_run(session, tour, scenario_id=own.id)
    client = sign_in(RoleName.PLANNER)

    added = client.post("/en" + page(own, "rule"), data={"name": "hotel_yen", "number": "5"})
    removed = client.post(
        f"/organiser/scenarios/{own.id}/remove", data={"position": 1, "version": own.version}
    )

    session.expire_all()
    assert added.status_code == 409
    assert "its changes stay as they are" in added.text
    assert removed.status_code == 303
    assert own.assumed == (NightsAway(1),)


def test_forms_are_for_planners_and_there_is_one_for_each_kind(
    sign_in: SignIn, own: Scenario
) -> None:
    clerk, planner = sign_in(RoleName.CLERK), sign_in(RoleName.PLANNER)
    for name in FORMS:
        assert planner.get(page(own, name)).status_code == 200
    assert planner.get(page(own, "nothing")).status_code == 404
    assert planner.get("/organiser/scenarios/999/add/rule").status_code == 404
    assert clerk.get(page(own, "rule")).status_code == 403
    assert planner.delete(page(own, "rule")).status_code == 405
