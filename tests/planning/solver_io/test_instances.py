from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.model import Lock, LockedTeamMember, Unlocking
from seminar_service.planning.solver_io import instance_document
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS, SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)

FIRST = date(2026, 10, 6)
SECOND = FIRST + timedelta(days=1)
LATER = date(2026, 11, 20)


def lock(session: Session, bid: Bid, day: date, team: list[Adviser]) -> None:
    """Lock a bid to a day and a team."""
    members = [LockedTeamMember(position=i, adviser=each) for i, each in enumerate(team)]
    session.add(Lock(bid=bid, day=day, team=members, locked_at=NOW))
    session.commit()


def the_bid(session: Session, tour: Tour, **options: Any) -> dict[str, Any]:
    """The only bid of a tour's instance, which must be a valid one."""
    document = instance_document(session, tour, **options)
    solver.read_instance(document)
    (bid,) = document["bids"]
    found: dict[str, Any] = bid
    return found


def test_wishes_become_prices_and_impossible_days_are_left_out(session: Session) -> None:
    tour = make_tour(session, second_choice_yen=2_500, third_choice_yen=6_000)
    days = [FIRST + timedelta(days=offset) for offset in range(4)]
    make_bid(session, tour, days=dict(zip(days, Choice, strict=True)))

    dates = the_bid(session, tour)["dates"]

    assert dates == {"2026-10-06": 0, "2026-10-07": 2_500, "2026-10-08": 6_000}


def test_a_bid_without_a_price_of_its_own_has_the_price_of_the_tour(session: Session) -> None:
    tour = make_tour(session, decline_yen=123_000)
    make_bid(session, tour)

    assert the_bid(session, tour)["decline_yen"] == 123_000


def test_a_bid_may_cost_nothing_to_decline(session: Session) -> None:
    tour = make_tour(session)
    make_bid(session, tour, decline_yen=0)

    assert the_bid(session, tour)["decline_yen"] == 0


def test_only_accepted_bids_are_planned(session: Session) -> None:
    tour = make_tour(session)
    for state in BidState:
        make_bid(session, tour, state=state, host_name=state.value)

    assert the_bid(session, tour)["host"] == "accepted"


def test_a_bid_that_is_asked_back_stays_while_its_seminar_stands(session: Session) -> None:
    tour = make_tour(session)
    bid = make_bid(session, tour, state=BidState.ASKED_BACK)
    make_seminar(session, bid, team=[make_adviser(session, tour)])

    assert the_bid(session, tour)["current"]["date"] == "2026-10-06"


def test_slots_and_topics_keep_their_order(session: Session) -> None:
    tour = make_tour(session)
    overseas = make_topic(session, "overseas", position=2)
    secret = make_topic(session, "trade-secret", position=1)
    make_bid(session, tour, topics=[[overseas], [secret, overseas]])

    assert the_bid(session, tour)["slots"] == [["overseas"], ["trade-secret", "overseas"]]


@pytest.mark.parametrize("state", sorted(MOVABLE_SEMINARS))
def test_a_published_seminar_is_the_current_state_of_its_bid_and_locked_once_announced(
    session: Session, state: SeminarState
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    make_seminar(session, make_bid(session, tour), team=[adviser], state=state)

    bid = the_bid(session, tour)

    assert bid["current"] == {"date": "2026-10-06", "advisers": [f"a{adviser.id}"]}
    assert bid["locked"] is (state is SeminarState.ANNOUNCED)


def test_an_announced_seminar_that_was_unlocked_may_be_moved(session: Session) -> None:
    tour = make_tour(session)
    seminar = make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])
    session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    session.commit()

    assert not the_bid(session, tour)["locked"]


def test_a_cancelled_seminar_leaves_its_bid_free(session: Session) -> None:
    tour = make_tour(session)
    team = [make_adviser(session, tour)]
    make_seminar(session, make_bid(session, tour), team=team, state=SeminarState.CANCELLED)

    assert the_bid(session, tour)["current"] is None


def test_a_lock_on_an_unpublished_bid_keeps_day_and_team(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    lock(session, make_bid(session, tour), SECOND, [adviser])

    bid = the_bid(session, tour)

    assert bid["current"] == {"date": "2026-10-07", "advisers": [f"a{adviser.id}"]}
    assert bid["locked"]
    assert bid["dates"]["2026-10-07"] == 0


def test_a_locked_seminar_that_stays_as_published_costs_nothing(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=[adviser])
    lock(session, bid, FIRST, [adviser])

    found = the_bid(session, tour)

    assert found["locked"]
    assert found["dates"]["2026-10-06"] == 0


def test_a_lock_that_moves_a_published_seminar_wins_and_is_charged(session: Session) -> None:
    rule = {"change_confirmed_yen": 0, "change_announced_yen": 0, "change_registered_yen": 0}
    tour = make_tour(session, change_date_yen=30_000, change_adviser_yen=10_000, **rule)
    before, after = make_adviser(session, tour), make_adviser(session, tour)
    bid = make_bid(session, tour, days={FIRST: Choice.FIRST, SECOND: Choice.SECOND})
    make_seminar(session, bid, team=[before])
    lock(session, bid, SECOND, [after])

    found = the_bid(session, tour)

    assert found["current"] == {"date": "2026-10-07", "advisers": [f"a{after.id}"]}
    assert found["dates"] == {"2026-10-06": 0, "2026-10-07": 2_000 + 30_000 + 10_000}


def test_a_locked_day_that_the_host_no_longer_offers_is_kept(session: Session) -> None:
    tour = make_tour(session)
    lock(session, make_bid(session, tour), LATER, [make_adviser(session, tour)])

    assert the_bid(session, tour)["dates"]["2026-11-20"] == 0


def test_days_that_have_passed_are_no_longer_offered(session: Session) -> None:
    tour = make_tour(session)
    make_bid(session, tour)

    assert list(the_bid(session, tour, earliest=SECOND)["dates"]) == ["2026-10-07", "2026-10-08"]


def test_a_seminar_whose_day_has_passed_stays_whatever_is_planned(session: Session) -> None:
    tour = make_tour(session)
    make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])

    bid = the_bid(session, tour, earliest=SECOND)

    assert bid["locked"]
    assert bid["current"]["date"] == "2026-10-06"


def test_a_closed_seminar_stays_even_against_a_lock(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=[adviser], state=SeminarState.CLOSED)
    lock(session, bid, SECOND, [adviser])

    assert the_bid(session, tour)["current"]["date"] == "2026-10-06"


def test_a_tour_that_is_over_is_planned_as_though_nothing_had_been_held(session: Session) -> None:
    tour = make_tour(session)
    team = [make_adviser(session, tour)]
    make_seminar(session, make_bid(session, tour), team=team, state=SeminarState.HELD)

    bid = the_bid(session, tour, in_hindsight=True)

    assert bid["current"] is None
    assert not bid["locked"]


def test_an_adviser_who_left_keeps_what_is_locked_and_gets_nothing_new(session: Session) -> None:
    tour = make_tour(session)
    left = make_adviser(session)
    kept = make_bid(session, tour)
    lock(session, kept, SECOND, [left])
    free = make_bid(session, tour, place="13")
    make_seminar(session, free, team=[left], state=SeminarState.CONFIRMED)

    document = instance_document(session, tour)

    solver.read_instance(document)
    (adviser,) = document["advisers"]
    assert adviser["id"] == f"a{left.id}"
    assert adviser["max_seminars"] == adviser["max_per_month"] == 1


def test_a_bid_that_needs_another_number_of_advisers_is_planned_afresh(session: Session) -> None:
    tour = make_tour(session)
    bid = make_bid(session, tour, topics=[[make_topic(session)], [make_topic(session, "overseas")]])
    make_seminar(session, bid, team=[make_adviser(session, tour)])

    assert the_bid(session, tour)["current"] is None


def test_limits_and_days_of_an_engagement_are_its_own(session: Session) -> None:
    tour, other = make_tour(session), make_tour(session, 2027)
    make_adviser(session, other)
    make_adviser(session, tour, home="27", unavailable=[LATER, FIRST], max_seminars=7)

    (adviser,) = instance_document(session, tour)["advisers"]

    assert adviser["home"] == "27"
    assert adviser["max_seminars"] == 7
    assert adviser["unavailable"] == ["2026-10-06", "2026-11-20"]


def test_all_prefectures_are_places_with_the_measured_travel(session: Session) -> None:
    document = instance_document(session, make_tour(session))

    assert [place["id"] for place in document["places"]] == [f"{n:02}" for n in range(1, 48)]
    assert document["travel"]["minutes"][12][12] == 30
    assert len(document["travel"]["yen"]) == 47


def declined(session: Session, seminar: Seminar, adviser: Adviser | None = None) -> None:
    """Let an adviser, or the host, decline a seminar's day."""
    session.add(
        DeclinedDay(
            bid_id=seminar.bid_id,
            seminar_id=seminar.id,
            adviser_id=adviser and adviser.id,
            day=seminar.day,
            declined_at=NOW,
        )
    )
    session.commit()


def test_an_adviser_is_unavailable_on_days_that_they_declined(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour, unavailable=[FIRST, LATER])
    other = make_adviser(session, tour)
    for day in (FIRST, SECOND):
        bid = make_bid(session, tour)
        seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE, day=day)
        declined(session, seminar, adviser)

    documents = {each["id"]: each for each in instance_document(session, tour)["advisers"]}

    days = ["2026-10-06", "2026-10-07", "2026-11-20"]
    assert documents[f"a{adviser.id}"]["unavailable"] == days
    assert documents[f"a{other.id}"]["unavailable"] == []


def test_a_day_that_the_host_declined_is_no_longer_offered(session: Session) -> None:
    tour = make_tour(session)
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, state=SeminarState.CANCELLED, day=FIRST)
    declined(session, seminar)

    assert list(the_bid(session, tour)["dates"]) == ["2026-10-07", "2026-10-08"]


def test_planning_again_asks_nobody_on_a_day_that_they_declined(session: Session) -> None:
    tour = make_tour(session, change_date_yen=1_000_000)
    asked, free = make_adviser(session, tour), make_adviser(session, tour, home="47")
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[asked], state=SeminarState.TENTATIVE, day=FIRST)
    declined(session, seminar, asked)

    def planned() -> solver.Seminar:
        document = instance_document(session, tour)
        (found,) = solver.solve(solver.read_instance(document)).seminars
        return found

    assert (planned().date, planned().advisers) == (FIRST, (f"a{free.id}",))
    declined(session, seminar)
    assert planned().date != FIRST


def test_who_declined_one_seminar_is_there_for_another_that_is_announced_on_that_day(
    session: Session,
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    tentative, announced = make_bid(session, tour), make_bid(session, tour, place="13")
    asked = make_seminar(session, tentative, team=[adviser], state=SeminarState.TENTATIVE)
    declined(session, asked, adviser)
    (document,) = instance_document(session, tour)["advisers"]
    assert document["unavailable"] == ["2026-10-06"]

    make_seminar(session, announced, team=[adviser])

    (document,) = instance_document(session, tour)["advisers"]
    assert document["unavailable"] == []


def test_all_days_but_the_published_one_cost_more_by_who_is_affected(session: Session) -> None:
    rule = {
        "change_confirmed_yen": 1_000,
        "change_announced_yen": 2_000,
        "change_registered_yen": 30,
    }
    tour = make_tour(session, decline_yen=400_000, **rule)
    bid = make_bid(session, tour, days={FIRST: Choice.FIRST, SECOND: Choice.SECOND})
    seminar = make_seminar(session, bid, team=[make_adviser(session, tour)])
    for _ in range(4):
        make_registration(session, seminar)

    found = the_bid(session, tour)

    extra = 1_000 + 2_000 + 4 * 30
    assert found["dates"] == {"2026-10-06": 0, "2026-10-07": 2_000 + extra}
    assert found["decline_yen"] == 400_000 + extra
    afresh = the_bid(session, tour, in_hindsight=True)
    assert (afresh["dates"]["2026-10-07"], afresh["decline_yen"]) == (2_000, 400_000)


def test_prices_stay_within_what_a_planning_problem_takes(session: Session) -> None:
    most = 1_000_000_000
    tour = make_tour(session, change_announced_yen=most, decline_yen=most, second_choice_yen=most)
    bid = make_bid(session, tour, days={FIRST: Choice.FIRST, SECOND: Choice.SECOND})
    make_seminar(session, bid, team=[make_adviser(session, tour)])

    found = the_bid(session, tour)

    assert (found["dates"]["2026-10-07"], found["decline_yen"]) == (most, most)


def test_a_lock_that_moves_what_is_published_is_charged_by_who_is_affected(
    session: Session,
) -> None:
    tour = make_tour(session, change_date_yen=30_000, change_announced_yen=2_000)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser])
    make_registration(session, seminar)
    lock(session, bid, SECOND, [adviser])

    assert the_bid(session, tour)["dates"]["2026-10-07"] == 30_000 + 10_000 + 2_000 + 500


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("declined_instead", [True, False])
def test_the_rule_changes_what_a_plan_costs_by_exactly_its_price(
    session: Session, moved: bool, declined_instead: bool
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser])
    session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    seminar.capacity, seminar.taken, seminar.waiting = 40, 40, 16
    session.commit()
    name, day = f"b{bid.id}", SECOND if moved else FIRST
    plan = [] if declined_instead else [solver.Seminar(name, day, (f"a{adviser.id}",))]

    def cost() -> int:
        instance = solver.read_instance(instance_document(session, tour))
        return solver.evaluate(instance, plan).components.total

    by_rule = cost()
    tour.change_confirmed_yen = tour.change_announced_yen = tour.change_registered_yen = 0
    session.commit()

    affected = moved or declined_instead
    assert by_rule - cost() == (10_000 + 20_000 + 56 * 500 if affected else 0)


@pytest.mark.parametrize("full_one_first", [True, False])
def test_of_two_seminars_the_planner_moves_the_one_that_concerns_fewer(
    session: Session, full_one_first: bool
) -> None:
    tour = make_tour(session, max_seminars_per_day=1)
    bids = [make_bid(session, tour, place=place) for place in ("23", "27")]
    seminars = {
        bid.id: make_seminar(session, bid, team=[make_adviser(session, tour)]) for bid in bids
    }
    full, empty = bids if full_one_first else bids[::-1]
    seminars[full.id].taken = 30
    for seminar in seminars.values():
        session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    session.commit()

    plan = solver.solve(solver.read_instance(instance_document(session, tour)))

    days = {each.bid: each.date for each in plan.seminars}
    assert plan.status == "optimal"
    assert days[f"b{full.id}"] == FIRST
    assert days[f"b{empty.id}"] != FIRST
