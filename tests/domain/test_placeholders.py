"""Placeholders between braces: found with their lines, filled in once."""

import pytest

from seminar_service.domain.placeholders import Gap, filled, gaps_in


def test_gaps_are_found_with_their_lines_in_either_width() -> None:
    text = "{氏名} 様\n\n｛ name ｝と{}と{{x}}"

    assert list(gaps_in(text)) == [
        Gap("{氏名}", "氏名", 1),
        Gap("｛ name ｝", "name", 3),
        Gap("{}", "", 3),
        Gap("{", "", 3),
        Gap("{x}", "x", 3),
        Gap("}", "", 3),
    ]


def test_a_brace_does_not_reach_into_the_next_line() -> None:
    assert [gap.written for gap in gaps_in("{a\nb}")] == ["{", "}"]


@pytest.mark.parametrize("value", ["{name}", "{{ 7 * 7 }}", "\\1", "%(x)s"])
def test_what_is_filled_in_is_looked_at_no_more(value: str) -> None:
    assert filled("<{name}>", lambda name: value if name == "name" else "?") == f"<{value}>"
