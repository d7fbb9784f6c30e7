"""Lines with marks: what is a fact, a button, a heading, and what anybody may type."""

import pytest

from seminar_service.outbox import marks


def plain(marked: str) -> str:
    return marks.plain_of(marked, lambda label, said: f"{label}: {said}")


def test_marks_leave_no_trace_in_plain_text() -> None:
    lines = [
        marks.heading("How to get there"),
        marks.fact("When", "today"),
        marks.button("Confirm", "https://a.jp/x"),
        "As it is",
    ]

    assert plain("\n".join(lines)) == "How to get there\nWhen: today\nhttps://a.jp/x\nAs it is"


def test_a_line_without_a_mark_says_what_it_says() -> None:
    assert marks.parted("") == ("", "", "")
    assert marks.parted("x") == ("", "", "x")


@pytest.mark.parametrize("typed", ["\x1dx\x1fy", "\x1c\x1e\x1f", "\ufffe"])
def test_what_is_typed_carries_no_mark(typed: str) -> None:
    assert marks.cleaned(typed) in {"xy", ""}
    assert marks.fact(typed, typed).count(marks.PART) == 1


def test_what_is_marked_stays_so() -> None:
    assert marks.cleaned(marks.fact("a", "b")) == "\x1da\x1fb"
    assert marks.cleaned(7) == "7"


def test_texts_have_no_two_blank_lines_in_a_row_and_one_end() -> None:
    assert marks.tidy("\n a\n \n\t\n\nb \n\n") == "a\n\nb\n"
