"""Days travel in a form."""

from datetime import date

from seminar_service.web.advisers.found_days import days_in, in_text


def test_days_come_back_and_what_is_none_is_left_out() -> None:
    days = [date(2026, 9, 7), date(2026, 9, 8)]
    assert in_text(days) == "2026-09-07 2026-09-08"
    assert days_in(f"{in_text(days)} never 2026-13-01") == set(days)
    assert days_in("") == set()
