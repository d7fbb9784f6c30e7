from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.model import Adviser
from seminar_service.advisers.services import change_engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.locales import Locale
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.queries.freshness import (
    Freshness,
    freshness,
    freshness_of_all,
    objections_to,
)
from seminar_service.planning.solver_io import planning_input, planning_problem
from seminar_service.planning.states import PlanState
from seminar_service.releases import services as releases
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_run,
    make_seminar,
    make_tour,
    unlock,
)
from tests.statements import counted_queries

STAFF = Actor(ActorKind.ORGANISER)
TODAY, DAY = date(2026, 6, 1), date(2026, 10, 6)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name_en="Yamamoto")


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, number=5, host_name="商工会議所")


def planned(session: Session, tour: Tour, *arguments: object, **values: object) -> Plan:
    """A plan with the run that made it from what is known now."""
    problem = planning_problem(session, tour)
    known = planning_input(tour, problem).document()
    plan = make_plan(session, tour, *arguments, **values)  # type: ignore[arg-type]
    moving = {str(key): each.document() for key, each in problem.known.moving.items()}
    make_run(session, tour, plan_id=plan.id, input=known, moving=moving)
    return plan


def take_day(session: Session, tour: Tour, adviser: Adviser) -> None:
    limits = Limits(max_seminars=9, max_per_month=4, max_nights_away=3)
    change_engagement(
        session, tour.id, adviser.id, limits, [DAY], version=None, actor=STAFF, now=LATER
    )


def said(found: Freshness) -> tuple[list[str], list[str]]:
    return (
        [each[Locale.EN] for each in found.changes],
        [each[Locale.EN] for each in found.objections],
    )


def test_a_plan_is_current_while_its_input_is_the_same(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = planned(session, tour, {bid: (DAY, [adviser])})

    found = freshness(session, plan, today=TODAY)

    assert (found.is_current, found.changes, found.objections, found.since) == (True, (), (), None)


def test_a_plan_says_in_what_its_input_has_changed_since_when_and_what_no_longer_holds(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = planned(session, tour, {bid: (DAY, [adviser])})
    take_day(session, tour, adviser)

    found = freshness(session, plan, today=TODAY)

    assert (found.is_current, found.since) == (False, LATER)
    assert said(found) == (
        ["Yamamoto: unavailable on Tue 6 Oct 2026"],
        ["Yamamoto is unavailable on Tue 6 Oct 2026: 商工会議所 (5)."],
    )


def test_a_plan_of_which_nothing_is_known_is_checked_all_the_same(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = make_plan(session, tour, {bid: (DAY, [adviser])})
    take_day(session, tour, adviser)

    found = freshness(session, plan, today=TODAY)

    assert (found.is_known, found.is_current, found.changes) == (False, False, ())
    assert len(found.objections) == 1


def test_its_own_release_is_no_change_but_a_cancellation_after_it_is(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = planned(session, tour, {bid: (DAY, [adviser])})
    other = planned(session, tour, {}, [bid])
    releases.release(session, plan.id, office=OFFICE, actor=STAFF, now=NOW)

    assert freshness(session, plan, today=TODAY).is_current
    assert said(freshness(session, other, today=TODAY))[0] == [
        "商工会議所 (5): seminar on Tue 6 Oct 2026, Yamamoto"
    ]

    for seminar in bid.seminars:
        seminar.state = SeminarState.CANCELLED
    session.commit()
    assert said(freshness(session, plan, today=TODAY)) == (
        ["商工会議所 (5): seminar on Tue 6 Oct 2026 cancelled"],
        [],
    )


def test_what_was_superseded_or_is_over_is_told_nothing_of_today(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    old = planned(session, tour, {bid: (DAY, [adviser])}, state=PlanState.SUPERSEDED)
    record = make_plan(session, tour, {bid: (DAY, [adviser])}, origin=PlanOrigin.RECORD)
    take_day(session, tour, adviser)
    tour.stage = TourStage.ARCHIVED
    session.commit()

    found = freshness_of_all(session, tour, [old, record], today=TODAY)

    assert [(each.is_current, *said(each)) for each in found.values()] == [(False, [], [])] * 2


def test_nothing_can_be_released_once_the_tour_is_over(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = make_plan(session, tour, {bid: (DAY, [adviser])})

    (found,) = objections_to(session, plan, today=tour.last_day)

    assert found.kind is ObjectionKind.TOUR_OVER


def test_a_plan_that_moves_a_seminar_says_who_has_registered_for_it_since(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    seminar = make_seminar(session, bid, team=[adviser], day=DAY)
    unlock(session, seminar)
    plan = planned(session, tour, {bid: (DAY + timedelta(days=1), [adviser])})
    kept = planned(session, tour, {bid: (DAY, [adviser])})
    for _ in range(12):
        make_registration(session, seminar)

    found = freshness_of_all(session, tour, [plan, kept], today=TODAY)

    (told,), _ = said(found[plan.id])
    assert "since then 12 more people have registered for Tue 6 Oct 2026" in told
    assert "now costs 66,000 yen, in this plan 60,000 yen" in told
    assert (found[plan.id].since, found[kept.id].is_current) == (None, True)


def test_the_number_of_queries_grows_neither_with_the_plans_nor_with_the_tour(
    session: Session,
) -> None:
    key = make_tour(session).id

    def needed() -> int:
        with counted_queries(session) as queries:
            tour = session.get_one(Tour, key)
            plans = list(session.scalars(select(Plan).order_by(Plan.id)))
            found = freshness_of_all(session, tour, plans, today=TODAY)
            assert all(each.changes for each in found.values())
        return len(queries)

    def grow() -> None:
        tour = session.get_one(Tour, key)
        adviser, bid = make_adviser(session, tour), make_bid(session, tour)
        make_seminar(session, make_bid(session, tour), team=[adviser], day=DAY)
        planned(session, tour, {bid: (DAY, [adviser])})
        take_day(session, tour, adviser)

    for _ in range(2):  # two seminars on one day speak against a plan in words of their own
        grow()
    before = needed()
    for _ in range(3):
        grow()

    assert needed() == before
