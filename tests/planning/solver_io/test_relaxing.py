"""Rules give way to what stays, each by itself and no further than they must."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.replan_values import Kept, ReplanKind
from seminar_service.planning.solver_io import instance_document, replan_problem
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.solver_io.relaxing import STANDINS, Relaxed
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_topic

DAY = date(2026, 10, 6)
WEEK = timedelta(days=7)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def mori(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[DAY + WEEK], max_seminars=2, max_per_month=2)


def bid(session: Session, tour: Tour, place: str = "13", **values: Any) -> Bid:
    days = {DAY + timedelta(days=number): "first" for number in range(5)}
    return make_bid(session, tour, place=place, days=days, **values)


def broken(document: Mapping[str, Any], held: Mapping[int, Held]) -> set[ObjectionKind]:
    return {each.kind for each in Bench(document, held).objections}


def solved(document: Mapping[str, Any], held: Mapping[int, Held]) -> solver.Plan:
    """Keep everything, and plan."""
    kept = Kept(held, frozenset(), frozenset())
    problem = replan_problem(document, held, kept, ReplanKind.REST)
    before = str(document)
    plan = solver.solve(solver.read_instance(problem), solver.SolveOptions(time_limit_seconds=10))
    assert str(document) == before
    return plan


@pytest.mark.parametrize(
    ("kind", "days", "place"),
    [
        (ObjectionKind.DAY_NOT_OFFERED, [timedelta(days=30)], "13"),
        (ObjectionKind.DAY_OUTSIDE, [timedelta(days=300)], "13"),
        (ObjectionKind.UNAVAILABLE, [WEEK], "13"),
        (ObjectionKind.PLACE_GAP, [timedelta(0), timedelta(days=1)], "13"),
        (ObjectionKind.TRAVEL, [timedelta(0), timedelta(0)], "47"),
        (
            ObjectionKind.SEMINARS,
            [timedelta(0), timedelta(days=30), timedelta(days=60)],
            "13",
        ),
        (
            ObjectionKind.SEMINARS_IN_MONTH,
            [timedelta(0), timedelta(days=8), timedelta(days=16)],
            "13",
        ),
        (ObjectionKind.SEMINARS_ON_DAY, [timedelta(0)] * 4, "13"),
    ],
)
def test_what_stays_and_breaks_a_rule_leaves_a_plan_for_the_rest(  # noqa: PLR0917 (cases)
    session: Session,
    tour: Tour,
    mori: Adviser,
    kind: ObjectionKind,
    days: list[timedelta],
    place: str,
) -> None:
    tour.max_seminars_per_day = 3
    bids = [bid(session, tour, place) for _ in days]
    rest = bid(session, tour, "14")
    other = make_adviser(session, tour)
    session.flush()
    document = instance_document(session, tour)
    held = {each.id: Held(DAY + day, (mori.id,)) for each, day in zip(bids, days, strict=True)}
    assert kind in broken(document, held)

    plan = solved(document, held)

    assert plan.status in {"optimal", "feasible"}
    assert {"b" + str(rest.id)} <= {each.bid for each in plan.seminars}
    given = [each for each in plan.seminars if each.bid == f"b{rest.id}"]
    assert given[0].advisers[0] in {f"a{mori.id}", f"a{other.id}"}


def test_a_topic_that_is_missing_is_forgiven_to_the_seminar_alone(
    session: Session, tour: Tour, mori: Adviser
) -> None:
    abroad = make_topic(session, "overseas", name_ja="海外展開", name_en="Going abroad")
    kept, rest = (bid(session, tour, place, topics=[[abroad]]) for place in ("13", "14"))
    document = instance_document(session, tour)
    held = {kept.id: Held(DAY, (mori.id,))}
    assert broken(document, held) == {ObjectionKind.TOPICS}

    plan = solved(document, held)

    assert [each.bid for each in plan.seminars] == [f"b{kept.id}"]
    assert [each.bid for each in plan.declined] == [f"b{rest.id}"]


def test_a_budget_that_is_spent_leaves_nothing_for_journeys_of_others(
    session: Session, tour: Tour, mori: Adviser
) -> None:
    tour.travel_budget_yen = 10
    kept, rest = bid(session, tour, "27"), bid(session, tour, "23")
    document = instance_document(session, tour)
    held = {kept.id: Held(DAY, (mori.id,))}
    assert broken(document, held) == {ObjectionKind.BUDGET}

    plan = solved(document, held)

    assert [each.bid for each in plan.seminars] == [f"b{kept.id}"]
    assert [each.bid for each in plan.declined] == [f"b{rest.id}"]


def test_a_team_of_the_wrong_size_is_stood_in_for(
    session: Session, tour: Tour, mori: Adviser
) -> None:
    other, topic = make_adviser(session, tour), make_topic(session)
    kept = bid(session, tour, topics=[[topic], [topic]])
    document = instance_document(session, tour)
    for team in ((mori.id,), (mori.id, mori.id), (mori.id, other.id)):
        plan = solved(document, {kept.id: Held(DAY, team)})
        assert [each.bid for each in plan.seminars] == [f"b{kept.id}"]


def test_who_is_stood_in_for_gives_nothing_else_that_day_and_one_seminar_fewer(
    session: Session, tour: Tour, mori: Adviser
) -> None:
    kept = [bid(session, tour, place) for place in ("47", "01")]
    document = instance_document(session, tour)
    held = {each.id: Held(DAY, (mori.id,)) for each in kept}
    bench = Bench(document, held)
    locked = [
        {
            **each,
            "locked": True,
            "current": {"date": str(DAY), "advisers": [f"a{mori.id}"]},
        }
        for each in document["bids"]
    ]
    relaxed = Relaxed({**document, "bids": locked}, held)

    for objection in bench.objections:
        relaxed.give_way(objection)
        relaxed.give_way(objection)

    names = [each["id"] for each in relaxed.document["advisers"]]
    assert names == [f"a{mori.id}", f"a{STANDINS + kept[1].id}"]
    (own, standin) = relaxed.document["advisers"]
    assert own["max_seminars"] == 1
    assert standin["home"] == "01"
    assert relaxed.pins[kept[1].id] == Held(DAY, (STANDINS + kept[1].id,))
    assert document["advisers"][0]["max_seminars"] == 2
