"""The timetable of trips, where the clock decides on which day a leg is made."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import solver
from seminar_service.planning.solver_io.itineraries import itineraries_document

MONDAY = date(2027, 5, 10)


def instance_of(*clocks: tuple[str, str], minutes: int) -> solver.Instance:
    """One adviser at home in 13, and a bid in 01, 02, … for each pair of clock times."""
    places = ["13", *(f"{number:02}" for number in range(1, len(clocks) + 1))]
    size = range(len(places))
    days = {(MONDAY + timedelta(days=offset)).isoformat(): 0 for offset in range(6)}
    document: dict[str, Any] = {
        "format": "seminar-tour/1",
        "name": "trip",
        "horizon": {"start": "2027-05-01", "end": "2027-05-31"},
        "rules": {
            "day_start": "06:00",
            "day_end": "22:00",
            "buffer_minutes": 60,
            "hotel_yen": 11000,
            "max_seminars_per_day": None,
            "same_place_gap_days": 0,
            "coverage_yen": 0,
            "workload_yen": 0,
            "change_date_yen": 0,
            "change_adviser_yen": 0,
            "travel_budget_yen": None,
        },
        "places": [{"id": place, "name": place} for place in places],
        "travel": {
            "minutes": [[minutes for _ in size] for _ in size],
            # Home is dear, so that one trip is cheaper than two.
            "yen": [[500_000 if 0 in {row, column} else 100 for column in size] for row in size],
        },
        "advisers": [
            {
                "id": "a1",
                "name": "A",
                "home": "13",
                "topics": ["t"],
                "unavailable": [],
                "max_seminars": 9,
                "max_per_month": 9,
                "max_nights_away": 9,
            }
        ],
        "bids": [
            {
                "id": f"b{number}",
                "host": "H",
                "place": places[number],
                "start": start,
                "end": end,
                "slots": [["t"]],
                "decline_yen": 0,
                "current": None,
                "dates": days,
                "locked": False,
            }
            for number, (start, end) in enumerate(clocks, start=1)
        ],
    }
    return solver.read_instance(document)


def timetable(instance: solver.Instance, days: list[int]) -> list[tuple[int, str, str]]:
    """Each leg of the only trip: days after Monday, and its times."""
    seminars = tuple(
        solver.Seminar(bid.id, MONDAY + timedelta(days=day), ("a1",))
        for bid, day in zip(instance.bids, days, strict=True)
    )
    draft = solver.Plan("trip", "feasible", None, -1, seminars)
    plan = replace(draft, objective_yen=solver.check(instance, draft).objective_yen)
    report = solver.check(instance, plan)
    assert report.violations == ()
    (trip,) = itineraries_document(instance, plan, report)["1"]
    return [
        ((date.fromisoformat(leg["day"]) - MONDAY).days, leg["leaves_at"], leg["arrives_at"])
        for leg in trip["legs"]
    ]


def test_a_near_seminar_is_a_matter_of_one_day() -> None:
    instance = instance_of(("13:30", "16:30"), minutes=120)

    assert timetable(instance, [0]) == [(0, "10:30", "12:30"), (0, "16:30", "18:30")]


def test_a_morning_far_away_begins_the_evening_before_and_a_late_end_the_day_after() -> None:
    instance = instance_of(("09:00", "20:00"), minutes=180)

    assert timetable(instance, [1]) == [(0, "19:00", "22:00"), (2, "06:00", "09:00")]


@pytest.mark.parametrize(
    ("first_end", "gap", "expected"),
    [
        ("12:00", 0, (0, "12:00", "15:00")),
        ("19:00", 1, (0, "19:00", "22:00")),
        ("20:00", 1, (1, "06:00", "09:00")),
        ("20:00", 2, (1, "06:00", "09:00")),
    ],
)
def test_between_two_seminars_an_adviser_moves_on_as_soon_as_possible(
    first_end: str, gap: int, expected: tuple[int, str, str]
) -> None:
    instance = instance_of(("10:00", first_end), ("16:30", "17:30"), minutes=180)

    assert timetable(instance, [0, gap])[1] == expected
