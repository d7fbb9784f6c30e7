"""What breaks a rule, as values and as a sentence."""

from datetime import date

import pytest

from solver import Breach, FalseClaim, Rule, Violation

DAY, OTHER = date(2027, 6, 28), date(2027, 7, 1)


@pytest.mark.parametrize(
    ("violation", "sentence"),
    [
        (
            Violation(Breach.LOCK, ("b1",), ("a1", "a2"), (DAY,)),
            "rule 1: locked bid b1 is not held on 2027-06-28 by a1, a2",
        ),
        (
            Violation(Breach.DATE_NOT_OFFERED, ("b1",), dates=(DAY,)),
            "rule 2: bid b1 does not offer 2027-06-28",
        ),
        (
            Violation(Breach.OUTSIDE_HORIZON, ("b1",), dates=(DAY,)),
            "rule 2: bid b1 is held on 2027-06-28, outside the horizon",
        ),
        (
            Violation(Breach.TEAM_SIZE, ("b1",), ("a1",), found=1, limit=2),
            "rule 3: bid b1 needs 2 advisers and has 1",
        ),
        (
            Violation(Breach.TWO_SLOTS, ("b1",), ("a1", "a1")),
            "rule 3: bid b1 has one adviser in two slots",
        ),
        (
            Violation(Breach.TOPICS, ("b1",), ("a1",), topics=("brand", "ip"), slot=2),
            "rule 3: adviser a1 lacks brand, ip for slot 2 of bid b1",
        ),
        (
            Violation(Breach.SEMINARS, ("b1", "b2"), ("a1",), found=2, limit=1),
            "rule 4: adviser a1 gives 2 seminars in all, at most 1: b1, b2",
        ),
        (
            Violation(Breach.SEMINARS_IN_MONTH, ("b1",), ("a1",), (DAY,), found=1, limit=0),
            "rule 4: adviser a1 gives 1 seminars in 2027-06, at most 0: b1",
        ),
        (
            Violation(Breach.SEMINARS_ON_DAY, ("b1", "b2"), dates=(DAY,), found=2, limit=1),
            "rule 5: 2 seminars on 2027-06-28, at most 1: b1, b2",
        ),
        (
            Violation(Breach.PLACE_GAP, ("b1", "b2"), found=3, limit=7, place="13"),
            "rule 6: bids b1 and b2 in place 13 are 3 days apart, at least 7 are needed",
        ),
        (
            Violation(
                Breach.TRAVEL, ("b1", "b2"), ("a1",), (DAY, OTHER), causes=(Rule.NIGHTS, Rule.STEPS)
            ),
            (
                "rule 7: adviser a1 cannot travel to b1 on 2027-06-28, b2 on 2027-07-01: "
                "nights away or the steps inside a trip"
            ),
        ),
        (
            Violation(Breach.TRAVEL, ("b1",), ("a1",), (DAY,), causes=(Rule.LEGS,)),
            (
                "rule 12: adviser a1 cannot travel to b1 on 2027-06-28: "
                "a leg that is longer than a day"
            ),
        ),
        (
            Violation(Breach.TRAVEL, ("b1",), ("a1",), (DAY,)),
            "rule 7: adviser a1 cannot travel to b1 on 2027-06-28: several rules together",
        ),
        (
            Violation(Breach.BUDGET, found=2000, limit=1999),
            "rule 13: fares and hotels are 2000 yen, at most 1999",
        ),
    ],
    ids=lambda value: value.breach if isinstance(value, Violation) else "",
)
def test_a_violation_says_in_a_sentence_what_its_values_are(
    violation: Violation, sentence: str
) -> None:
    assert str(violation) == sentence


def test_the_month_of_a_year_with_three_digits_is_written_in_full() -> None:
    early = Violation(Breach.SEMINARS_IN_MONTH, ("b1",), ("a1",), (date(999, 6, 1),), 2, 1)
    assert "in 0999-06" in early.message


def test_the_document_of_a_violation_has_the_values_that_there_are() -> None:
    broken = Violation(Breach.SEMINARS, ("b1",), ("a1",), found=1, limit=0)
    assert broken.document() == {
        "rule": 4,
        "breach": "seminars",
        "bids": ["b1"],
        "advisers": ["a1"],
        "found": 1,
        "limit": 0,
    }


def test_a_false_claim_names_a_rule_only_where_it_breaks_one() -> None:
    assert str(FalseClaim(Rule.BIDS, "bid b1 is missing")) == "rule 1: bid b1 is missing"
    assert str(FalseClaim("claim", "the bound is too high")) == "the bound is too high"
