"""Values of planning as JSON."""

from datetime import date

from seminar_service.planning.json_values import plain


def test_days_become_texts_and_tuples_lists_wherever_they_stand() -> None:
    day = date(2026, 10, 6)

    assert plain({day: (day, 1, None), "a": {"b": ((1, 2),)}}) == {
        "2026-10-06": ["2026-10-06", 1, None],
        "a": {"b": [[1, 2]]},
    }
    assert plain("text") == "text"
