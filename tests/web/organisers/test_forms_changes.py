"""What the forms of changes have in common."""

from seminar_service.web.organisers.forms_changes import MOST, key


def test_the_highest_values_are_those_of_advisers_and_tours() -> None:
    assert MOST["max_seminars"] == 366
    assert MOST["max_per_month"] == 31
    assert MOST["max_nights_away"] == 30
    assert MOST["buffer_minutes"] == 600


def test_a_key_that_is_none_is_nobody() -> None:
    assert [key(each) for each in ("7", "", None, "x", "-1")] == [7, 0, 0, 0, 0]
