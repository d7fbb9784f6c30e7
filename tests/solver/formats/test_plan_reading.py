from datetime import date
from typing import Any

import pytest

from solver import (
    Breach,
    Collision,
    Decline,
    InvalidPlan,
    Obstacle,
    Plan,
    Remedy,
    Rule,
    Seminar,
    Text,
    Violation,
    read_instance,
    read_plan,
    write_plan,
)
from tests.solver.tours import START, make_bid, make_tour

BROKEN = (Violation(Breach.TRAVEL, ("b3",), ("a1",), (START,), causes=(Rule.UNAVAILABLE,)),)
OBSTACLES = (Obstacle(START, BROKEN),)
HELD = Seminar("b2", START, ("a1",))
REMEDIES = (
    Remedy("free_day", HELD, 30, adviser="a1", day=START),
    Remedy("budget", HELD, 20, budget_yen=90),
)
SORRY = Text("Sorry.", "申し訳ございません。")


def make_plan() -> Plan:
    return Plan(
        instance="small",
        status="feasible",
        objective_yen=100,
        bound_yen=40,
        seminars=(Seminar("b1", START, ("a1",)),),
        declined=(
            Decline("b2", "outbid", SORRY, extra_yen=10, instead=("b1",), remedies=REMEDIES),
            Decline("b3", "no_free_adviser", SORRY, dates=(START,), obstacles=OBSTACLES),
            Decline("b4", "no_adviser", SORRY, topics=("ip", "brand"), remedies=()),
        ),
    )


VAGUE = {"date": START.isoformat(), "violations": [{"breach": "magic"}]}


def declined(**fields: object) -> dict[str, object]:
    return {"bid": "b2", "reason": "outbid", **fields}


def test_reading_and_writing_a_plan_gives_the_same_plan() -> None:
    assert read_plan(write_plan(make_plan())) == make_plan()


def test_an_infeasible_plan_keeps_what_collides_and_in_which_words() -> None:
    collision = Collision((HELD,), (Violation(Breach.BUDGET, found=2000, limit=1999),))
    reason = Text("Too far.", "遠すぎます。")
    for plan in (
        Plan("small", "infeasible", None, None, collision=collision, reason=reason),
        Plan("small", "infeasible", None, None, reason=reason),
    ):
        assert read_plan(write_plan(plan)) == plan


def test_a_refusal_that_says_nothing_in_words_is_given_none() -> None:
    document = write_plan(make_plan()) | {"declined": [{"bid": "b2", "reason": "outbid"}]}
    (decline,) = read_plan(document).declined
    assert decline == Decline("b2", "outbid", Text("", ""))


def test_what_stood_in_the_way_in_words_alone_is_left_to_the_text_of_the_refusal() -> None:
    told = {"date": START.isoformat(), "broken": ["a1 is ill"], "text": "Ill.", "text_ja": "病気。"}
    document = write_plan(make_plan()) | {"declined": [declined(obstacles=[told])]}
    assert read_plan(document).declined[0].obstacles == ()


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
        ("declined", [declined(dates=["2027-02-30"])], "2027-02-30"),
        ("declined", [declined(obstacles=[VAGUE])], r"violations\[0\]: breach"),
        ("declined", [declined(remedies=3)], "remedies must be a list"),
        ("collision", {"locks": []}, "collision: violations"),
        ("declined", [declined(remedies=[{"kind": "magic"}])], r"remedies\[0\]: kind"),
        ("declined", [declined(remedies=[{"kind": "date", "saving_yen": 1}])], r"seminar must"),
    ],
)
def test_a_document_that_is_no_plan_is_refused(key: str, value: Any, message: str) -> None:
    with pytest.raises(InvalidPlan, match=message):
        read_plan({**write_plan(make_plan()), key: value})


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("instance", "another", "another"),
        ("seminars", [Seminar("b9", date(2027, 7, 1), ("a1",)).document()], "b9"),
        ("seminars", [Seminar("b1", date(2027, 7, 1), ("a9",)).document()], "a9"),
        ("declined", [{"bid": "b9", "reason": "no_date"}], "b9"),
    ],
)
def test_a_plan_must_speak_of_its_instance(key: str, value: Any, message: str) -> None:
    instance = read_instance(make_tour([make_bid("b1"), make_bid("b2")]))
    with pytest.raises(InvalidPlan, match=message):
        read_plan({**write_plan(make_plan()), key: value}, instance)
