"""The rules by number."""

from solver.formats.rulebook import STRICT_RULES, TRIP_RULES, Rule


def test_the_rules_are_numbered_as_in_the_format_without_a_gap() -> None:
    assert [int(rule) for rule in Rule] == list(range(1, 14))


def test_a_rule_is_shown_as_its_number() -> None:
    assert f"{Rule.BUDGET} {Rule.BUDGET:d} {Rule.BUDGET.title}" == "13 13 the travel budget"


def test_a_rule_is_found_among_others_by_its_number_too() -> None:
    assert 8 in frozenset(TRIP_RULES)
    assert Rule(4) in STRICT_RULES


def test_no_rule_of_trips_is_one_that_further_seminars_cannot_mend() -> None:
    assert STRICT_RULES.isdisjoint(TRIP_RULES)
