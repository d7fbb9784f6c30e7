"""A draft's own planning problem becomes that of a run."""

from datetime import date, timedelta
from typing import Any

import pytest

import solver
from seminar_service.planning.inputs import Held
from seminar_service.planning.replan_values import Kept, ReplanKind
from seminar_service.planning.solver_io.plans import check_plan
from seminar_service.planning.solver_io.replan_problems import (
    DEAR_YEN,
    refusal_documents,
    replan_problem,
    start_document,
    suggested,
)

DAY = date(2026, 10, 6)
NEXT = DAY + timedelta(days=1)
FREE = Kept({}, frozenset(), frozenset({1, 2}))


def bid(key: int, place: str, **values: Any) -> dict[str, Any]:
    return {
        "id": f"b{key}",
        "host": f"Host {key}",
        "place": place,
        "start": "13:00",
        "end": "15:00",
        "slots": [[]],
        "dates": {str(DAY): 0, str(NEXT): 500},
        "decline_yen": 300_000,
        "current": None,
        "locked": False,
    } | values


@pytest.fixture
def document() -> dict[str, Any]:
    return {
        "format": "seminar-tour/1",
        "name": "fy2026",
        "horizon": {"start": "2026-04-01", "end": "2027-03-31"},
        "rules": {
            "day_start": "07:00",
            "day_end": "21:00",
            "buffer_minutes": 45,
            "hotel_yen": 9500,
            "max_seminars_per_day": None,
            "same_place_gap_days": 2,
            "coverage_yen": 100_000,
            "workload_yen": 400,
            "change_date_yen": 20_000,
            "change_adviser_yen": 8_000,
            "travel_budget_yen": None,
        },
        "places": [{"id": "13", "name": "Tokyo"}, {"id": "14", "name": "Kanagawa"}],
        "travel": {"minutes": [[20, 60], [60, 20]], "yen": [[300, 900], [900, 300]]},
        "advisers": [
            {
                "id": "a7",
                "name": "Mori",
                "home": "13",
                "topics": [],
                "unavailable": [],
                "max_seminars": 9,
                "max_per_month": 9,
                "max_nights_away": 3,
            }
        ],
        "bids": [bid(1, "13"), bid(2, "14")],
    }


def problem(
    document: dict[str, Any], held: dict[int, Held], kept: Kept = FREE, kind: str = "rest"
) -> dict[str, Any]:
    found = replan_problem(document, held, kept, ReplanKind(kind))
    solver.read_instance(found)
    return found


def test_what_the_draft_holds_is_what_stands(document: dict[str, Any]) -> None:
    first, second = problem(document, {1: Held(NEXT, (7,))})["bids"]

    assert first["current"] == {"date": str(NEXT), "advisers": ["a7"]}
    assert (first["locked"], first["dates"]) == (False, document["bids"][0]["dates"])
    assert second == document["bids"][1]


def test_what_stays_is_locked_and_what_stays_refused_is_left_out(
    document: dict[str, Any],
) -> None:
    held = {1: Held(NEXT, (7,))}
    (only,) = problem(document, held, Kept(held, frozenset({2}), frozenset()))["bids"]

    assert only["locked"]
    assert only["current"]["date"] == str(NEXT)


def test_who_leaves_the_released_day_keeps_paying_for_it(document: dict[str, Any]) -> None:
    released = {"date": str(DAY), "advisers": ["a7"]}
    document["bids"][0]["current"] = released

    (moved, _) = problem(document, {1: Held(NEXT, (7,))})["bids"]
    assert moved["dates"] == {str(DAY): 0, str(NEXT): 20_500}
    assert moved["decline_yen"] == 328_000
    (same, _) = problem(document, {1: Held(DAY, (7,))})["bids"]
    assert same["dates"] == {str(DAY): 0, str(NEXT): 500}
    assert problem(document, {})["bids"][0]["current"] == released


def test_a_team_that_no_longer_fits_its_bid_is_no_current(document: dict[str, Any]) -> None:
    document["bids"][0]["slots"] = [[], []]

    assert problem(document, {1: Held(DAY, (7,))})["bids"][0]["current"] is None


def test_a_repair_pays_dearly_for_each_change(document: dict[str, Any]) -> None:
    rules = problem(document, {1: Held(DAY, (7,))}, kind="repair")["rules"]
    assert rules["change_date_yen"] == 20_000 + DEAR_YEN
    assert rules["change_adviser_yen"] == 8_000 + DEAR_YEN

    document["bids"] += [bid(key, "13") for key in range(3, 2_001)]
    rules = replan_problem(document, {}, FREE, ReplanKind.REPAIR)["rules"]
    assert rules["change_date_yen"] * 3 * 2_000 < 2**31


def test_a_suggestion_has_what_was_planned_and_what_stays_as_it_is(
    document: dict[str, Any],
) -> None:
    document["bids"].append(bid(3, "14", slots=[["unknown"]]))
    held = {1: Held(NEXT, (7,))}
    found = problem(document, held, Kept(held, frozenset(), frozenset({2, 3})))
    plan = solver.solve(
        solver.read_instance(found), start=solver.read_plan(start_document(found, held))
    )
    checked = check_plan(found, plan)

    after = suggested(checked, {1: Held(NEXT, (7, 8))})

    assert after[1] == Held(NEXT, (7, 8))
    assert after[2].team == (7,)
    (refusal,) = refusal_documents(checked)
    assert (refusal["bid"], refusal["refusal"]["reason"]) == (3, "no_adviser")
