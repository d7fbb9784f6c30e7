"""Plan documents carry values and the texts that are made of them."""

from datetime import date

from solver import (
    Breach,
    Collision,
    Decline,
    Obstacle,
    Plan,
    Remedy,
    Seminar,
    Violation,
    read_instance,
    write_plan,
)
from solver.texts.plan_writing import decline_document, obstacle_document
from tests.solver.tours import make_bid, make_tour

DAY = date(2027, 6, 28)
FULL = Violation(Breach.SEMINARS, ("b1",), ("a1",), found=1, limit=0)


def test_a_decline_without_a_searched_price_has_none_in_the_document() -> None:
    document = decline_document(Decline("b2", "no_date"), str)
    assert document.keys() == {"bid", "reason", "text", "text_ja"}


def test_a_decline_has_the_values_of_its_reason_beside_the_text() -> None:
    wanted = decline_document(Decline("b2", "no_adviser", topics=("ip",)), str)
    dated = decline_document(Decline("b2", "no_free_adviser", dates=(DAY,)), str)
    assert (wanted["topics"], dated["dates"]) == (["ip"], ["2027-06-28"])


def test_an_obstacle_is_told_to_the_organiser_in_full_and_to_the_host_without_names() -> None:
    assert obstacle_document(Obstacle(DAY, (FULL,))) == {
        "date": "2027-06-28",
        "broken": ["rule 4: adviser a1 gives 1 seminars in all, at most 0: b1"],
        "violations": [FULL.document()],
        "text": "advisers who can give no further seminar: 1",
        "text_ja": "担当回数が上限に達しているアドバイザー1名",
    }


def test_remedies_name_advisers_as_the_instance_does() -> None:
    remedy = Remedy("limit", Seminar("b1", DAY, ("a1",)), 5, adviser="a1")
    plan = Plan("small", "feasible", 1, 0, declined=(Decline("b1", "outbid", remedies=(remedy,)),))
    named = str(write_plan(plan, read_instance(make_tour([make_bid("b1")]))))
    assert "if Adviser a1 could give" in named
    assert "if a1 could give" in str(write_plan(plan))


def test_an_infeasible_plan_says_why_in_both_languages_and_in_values() -> None:
    lock = Seminar("b1", DAY, ("a1",))
    plan = Plan("small", "infeasible", None, None, collision=Collision((lock,), (FULL,)))
    document = write_plan(plan)
    assert (document["objective_yen"], document["bound_yen"]) == (None, None)
    assert str(document["reason"]).startswith("These locked bids cannot all be kept: b1")
    assert "b1（2027年6月28日、a1）" in str(document["reason_ja"])
    assert document["collision"] == {"locks": [lock.document()], "violations": [FULL.document()]}
