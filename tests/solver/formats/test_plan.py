from datetime import date
from typing import Any

import pytest

from solver import (
    Decline,
    InvalidPlan,
    Obstacle,
    Plan,
    Remedy,
    Seminar,
    read_instance,
    read_plan,
)
from tests.solver.tours import START, make_bid, make_tour

OBSTACLES = (Obstacle(START, ("rule 11: a1",), "advisers who are not available: 1", "都合"),)
HELD = Seminar("b2", START, ("a1",))
REMEDIES = (
    Remedy("free_day", HELD, 30, adviser="a1", day=START, text="If free.", text_ja="空けば。"),
    Remedy("budget", HELD, 20, budget_yen=90, text="If rich.", text_ja="予算があれば。"),
)


def make_plan() -> Plan:
    return Plan(
        instance="small",
        status="feasible",
        objective_yen=100,
        bound_yen=40,
        seminars=(Seminar("b1", START, ("a1",)),),
        declined=(
            Decline("b2", "outbid", "Sorry.", "申し訳ございません。", 10, ("b1",), (), REMEDIES),
            Decline("b3", "no_free_adviser", "Sorry.", "申し訳ございません。", obstacles=OBSTACLES),
            Decline("b4", "no_date", "Sorry.", "申し訳ございません。", remedies=()),
        ),
    )


def declined(**fields: object) -> dict[str, object]:
    return {"bid": "b2", "reason": "outbid", **fields}


def test_reading_and_writing_a_plan_gives_the_same_plan() -> None:
    assert read_plan(make_plan().document()) == make_plan()


def test_a_decline_without_a_searched_price_has_none_in_the_document() -> None:
    document = Decline("b2", "no_date", "Sorry.", "申し訳ございません。").document()
    assert "extra_yen" not in document
    assert "instead" not in document
    assert "remedies" not in document


def test_an_infeasible_plan_says_why_in_both_languages() -> None:
    plan = Plan("small", "infeasible", None, None, reason="Too far.", reason_ja="遠すぎます。")
    assert plan.document()["objective_yen"] is None
    assert read_plan(plan.document()) == plan


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", "seminar-plan/2", "format"),
        ("status", "perfect", "status"),
        ("instance", None, "instance"),
        ("objective_yen", "100", "objective_yen"),
        ("objective_yen", True, "objective_yen"),
        ("seminars", None, "seminars"),
        ("seminars", [3], r"seminars\[0\]"),
        ("seminars", [{"bid": "b1", "date": "2027-02-30", "advisers": []}], "2027-02-30"),
        ("seminars", [{"bid": "b1", "date": "2027-02-01", "advisers": [1]}], "advisers"),
        ("seminars", [{"bid": 1, "date": "2027-02-01", "advisers": []}], "bid"),
        ("declined", [{"bid": "b2", "reason": ""}], "reason"),
        ("declined", [{"bid": "b2"}], "reason"),
        ("declined", [declined(obstacles=[{"date": "2027-02-30"}])], r"obstacles\[0\]: '2027-02"),
        ("declined", [declined(remedies=3)], "remedies must be a list"),
        ("declined", [declined(remedies=[{"kind": "magic"}])], r"remedies\[0\]: kind"),
        ("declined", [declined(remedies=[{"kind": "date", "saving_yen": 1}])], r"seminar must"),
    ],
)
def test_a_document_that_is_no_plan_is_refused(key: str, value: Any, message: str) -> None:
    with pytest.raises(InvalidPlan, match=message):
        read_plan({**make_plan().document(), key: value})


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("instance", "another", "another"),
        ("seminars", [Seminar("b9", date(2027, 7, 1), ("a1",)).document()], "b9"),
        ("seminars", [Seminar("b1", date(2027, 7, 1), ("a9",)).document()], "a9"),
        ("declined", [Decline("b9", "no_date").document()], "b9"),
    ],
)
def test_a_plan_must_speak_of_its_instance(key: str, value: Any, message: str) -> None:
    instance = read_instance(make_tour([make_bid("b1"), make_bid("b2")]))
    with pytest.raises(InvalidPlan, match=message):
        read_plan({**make_plan().document(), key: value}, instance)
