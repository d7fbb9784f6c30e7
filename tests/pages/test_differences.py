"""What differs between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.pages.differences import Change, Line, differences


def test_lines_that_differ_are_shown_with_those_beside_them() -> None:
    before = "one\ntwo\nthree\nfour\nfive"
    after = "one\ntwo\nthree\n4\nfive\nsix"

    assert differences(before, after) == [
        Line(Change.SKIPPED),
        Line(Change.SAME, "three"),
        Line(Change.REMOVED, "four"),
        Line(Change.ADDED, "4"),
        Line(Change.SAME, "five"),
        Line(Change.ADDED, "six"),
    ]


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=40))
def test_nothing_differs_just_where_the_lines_are_the_same(before: str, after: str) -> None:
    lines = differences(before, after)
    assert (lines == []) == (before.splitlines() == after.splitlines())
    added = sum(line.change is Change.ADDED for line in lines)
    removed = sum(line.change is Change.REMOVED for line in lines)
    assert added - removed == len(after.splitlines()) - len(before.splitlines())
