from collections.abc import Callable
from datetime import date

import pytest

from solver.formats.faults import LARGEST_NUMBER, Faults, child_path, quoted
from solver.formats.jsontext import parse_json

Check = Callable[[Faults, object], object]


@pytest.mark.parametrize(
    ("key", "path"),
    [(3, "$.bids[3]"), ("host", "$.bids.host"), ("2027-05-06", '$.bids["2027-05-06"]')],
)
def test_a_path_names_members_as_json_path_does(key: str | int, path: str) -> None:
    assert child_path("$.bids", key) == path


def test_a_value_is_quoted_as_json_writes_it_in_its_own_letters() -> None:
    assert quoted("東京") == '"東京"'
    assert quoted(None) == "null"


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (lambda faults, value: faults.is_list(value, "$"), [[]], [{}, "", None]),
        (lambda faults, value: faults.is_text(value, "$"), ["", "a"], [1, None]),
        (lambda faults, value: faults.texts(value, "$"), [[], ["a"]], ["a", ["a", 1]]),
        (lambda faults, value: faults.flag(value, "$"), [True, False], [0, 1, "true"]),
        (
            lambda faults, value: faults.number(value, "$"),
            [0, LARGEST_NUMBER],
            [-1, LARGEST_NUMBER + 1, 1.0, True, "1"],
        ),
        (lambda faults, value: faults.time(value, "$"), ["00:00", "23:59"], ["24:00", None]),
        (lambda faults, value: faults.date(value, "$"), ["2027-02-28"], ["2027-02-30", 1]),
        (lambda faults, value: faults.reference(value, "$", {"a"}, "adviser"), ["a"], ["b", 1]),
    ],
    ids=["list", "text", "texts", "flag", "number", "time", "date", "reference"],
)
def test_each_check_notes_what_is_wrong_and_nothing_else(
    check: Check, right: list[object], wrong: list[object]
) -> None:
    for value in right:
        faults = Faults()
        check(faults, value)
        assert faults.found == [], value
    for value in wrong:
        faults = Faults()
        check(faults, value)
        assert len(faults.found) == 1, value


def test_an_object_is_told_its_missing_unknown_and_repeated_keys() -> None:
    faults = Faults()
    value = parse_json('{"a": 1, "a": 2, "d": 3}')
    assert faults.is_object(value, "$", ["a", "b"])
    assert [(fault.path, fault.message) for fault in faults.found] == [
        ("$.a", "this key is repeated"),
        ("$.b", "this key is missing"),
        ("$.d", "this key is unknown"),
    ]


def test_times_and_dates_are_handed_on_for_what_depends_on_them() -> None:
    assert Faults().time("09:30", "$") == 570
    assert Faults().date("2027-02-28", "$") == date(2027, 2, 28)
