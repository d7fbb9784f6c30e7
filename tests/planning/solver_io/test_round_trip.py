from typing import Any

import pytest
from sqlalchemy.orm import Session

import solver
from seminar_service.planning.model import PlanOrigin
from seminar_service.planning.solver_io import (
    ImportedTour,
    PlanContradictsRules,
    add_plan,
    check_plan,
    instance_document,
    newest_plan_document,
    plan_for_rows,
    tour_from_instance,
)
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from tests.factories import NOW
from tests.planning.solver_io.reference import reference


def renamed(document: dict[str, Any], imported: ImportedTour) -> solver.Instance:
    """The instance with the ids of the rows that were made of it."""
    advisers = {name: adviser_name(row.id) for name, row in imported.advisers.items()}
    bids = {name: bid_name(row.id) for name, row in imported.bids.items()}
    changed = {
        **document,
        "advisers": [{**each, "id": advisers[each["id"]]} for each in document["advisers"]],
        "bids": [{**each, "id": bids[each["id"]]} for each in document["bids"]],
    }
    return solver.read_instance(changed)


def test_the_rows_of_the_real_tour_give_back_its_instance(session: Session) -> None:
    document = reference("fy2015")

    imported = tour_from_instance(session, document, fiscal_year=2015, now=NOW)
    session.commit()

    found = solver.read_instance(instance_document(session, imported.tour))
    assert found == renamed(document, imported)


def test_the_real_dates_are_saved_at_what_they_cost(session: Session) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    plan = plan_for_rows(reference("fy2015-actual-plan"), imported)

    checked = check_plan(instance_document(session, imported.tour), plan)
    row = add_plan(session, imported.tour.id, checked, origin=PlanOrigin.RECORD, now=NOW)
    session.commit()

    assert row.objective_yen == 729_820
    assert sum(row.components.values()) == 729_820
    assert row.bound_yen == -1
    assert not row.proven_optimal
    assert len(row.seminars) == 31
    assert row.number == 1


def test_every_trip_of_a_saved_plan_has_a_timetable_without_gaps(session: Session) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    plan = plan_for_rows(reference("fy2015-actual-plan"), imported)

    checked = check_plan(instance_document(session, imported.tour), plan)
    row = add_plan(session, imported.tour.id, checked, origin=PlanOrigin.RECORD, now=NOW)

    trips = [trip for trips in row.itineraries.values() for trip in trips]
    assert sum(len(trip["bids"]) for trip in trips) == 31
    for trip in trips:
        legs = trip["legs"]
        assert (legs[0]["day"], legs[0]["leaves_at"]) == (trip["departs"], trip["leaves_at"])
        assert (legs[-1]["day"], legs[-1]["arrives_at"]) == (trip["returns"], trip["home_at"])
        assert [leg["to"] for leg in legs[:-1]] == [leg["from"] for leg in legs[1:]]
        moments = [(leg["day"], leg["leaves_at"], leg["arrives_at"]) for leg in legs]
        assert moments == sorted(moments)
    assert sum(trip["fares_yen"] for trip in trips) == row.components["fares"]
    assert sum(trip["hotels_yen"] for trip in trips) == row.components["hotels"]


def test_a_plan_that_breaks_a_rule_is_not_saved(session: Session) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    document = reference("fy2015-actual-plan")
    document["seminars"][0]["date"] = "2016-03-31"

    with pytest.raises(PlanContradictsRules, match="rule 2"):
        check_plan(instance_document(session, imported.tour), plan_for_rows(document, imported))


def test_a_plan_that_claims_another_cost_is_not_saved(session: Session) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    document = reference("fy2015-actual-plan") | {"objective_yen": 1}

    with pytest.raises(PlanContradictsRules, match="729820"):
        check_plan(instance_document(session, imported.tour), plan_for_rows(document, imported))


def test_a_tour_whose_dates_have_more_than_three_prices_is_refused(session: Session) -> None:
    document = reference("fy2015")
    days = list(document["bids"][0]["dates"])
    document["bids"][0]["dates"] |= {days[0]: 7, days[1]: 8}

    with pytest.raises(ValueError, match="4 different prices"):
        tour_from_instance(session, document, fiscal_year=2015, now=NOW)


def test_the_newest_plan_is_one_to_go_on_from(session: Session) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    tour_id = imported.tour.id
    assert newest_plan_document(session, tour_id) is None
    plan = plan_for_rows(reference("fy2015-actual-plan"), imported)
    document = instance_document(session, imported.tour)
    for _ in range(2):
        add_plan(session, tour_id, check_plan(document, plan), origin=PlanOrigin.RECORD, now=NOW)
    session.commit()

    found = newest_plan_document(session, tour_id)

    assert found is not None
    assert found["instance"] == "plan-2"
    read = solver.read_plan(found)
    assert sorted(read.seminars, key=str) == sorted(plan.seminars, key=str)


def test_what_a_plan_says_of_its_refusals_is_kept_under_the_ids_of_the_rows(
    session: Session,
) -> None:
    imported = tour_from_instance(session, reference("fy2015"), fiscal_year=2015, now=NOW)
    document = reference("fy2015-actual-plan")
    held, other = document["seminars"][:2]
    remedy = {"kind": "free_day", "seminar": held, "saving_yen": 5, "day": held["date"]}
    adviser = held["advisers"][0]
    broken = {"breach": "seminars", "bids": [held["bid"]], "advisers": [adviser]}
    obstacle = {"date": held["date"], "broken": ["Not free."], "violations": [broken]}
    told = {"text": "None is free.", "text_ja": "都合がつきません。"}
    document["seminars"] = document["seminars"][1:]
    document["declined"] = [
        {
            "bid": held["bid"],
            "reason": "no_free_adviser",
            **told,
            "instead": [other["bid"]],
            "obstacles": [obstacle | told],
            "remedies": [remedy | told | {"adviser": adviser}],
        }
    ]

    (decline,) = plan_for_rows(document, imported).declined

    row, others_row = imported.bids[held["bid"]], imported.bids[other["bid"]]
    assert (decline.bid, decline.instead) == (bid_name(row.id), (bid_name(others_row.id),))
    assert decline.remedies is not None
    (kept,) = decline.remedies
    assert kept.seminar.bid == bid_name(row.id)
    assert kept.adviser == adviser_name(imported.advisers[adviser].id)
    assert decline.text == ("None is free.", "都合がつきません。")
    (violation,) = decline.obstacles[0].broken
    assert (violation.bids, violation.advisers) == ((kept.seminar.bid,), (kept.adviser,))
