import json
from datetime import date

from seminar_service.planning.inputs import AdviserInput, BidInput, Held, PlanningInput

DAY = date(2026, 10, 6)


def test_what_a_plan_was_made_from_outlives_the_way_through_json() -> None:
    known = PlanningInput(
        rules={"hotel_yen": 11_000, "travel_budget_yen": None, "day_start": "06:00:00"},
        closed=(DAY,),
        advisers={7: AdviserInput("13", ("ai", "patents"), (DAY,), 9, 4, 3)},
        bids={3: BidInput("23", "13:30", "16:30", (("ai",), ()), {DAY: "first"}, None)},
        seminars={3: Held(DAY, (7, 8))},
        locks={3: Held(DAY, (7,))},
    )

    assert PlanningInput.read(json.loads(json.dumps(known.document()))) == known
