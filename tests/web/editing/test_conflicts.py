"""Who changed a field."""

import pytest

from seminar_service.web.editing.conflicts import Side


@pytest.mark.parametrize(
    ("mine", "theirs", "first", "side"),
    [
        ("old", "new", "old", Side.THEIRS),
        ("new", "old", "old", Side.MINE),
        ("mine", "theirs", "old", Side.BOTH),
        ("mine", "theirs", None, Side.BOTH),
        ("new", "new", None, Side.BOTH),
    ],
)
def test_it_was_whoever_says_something_else_than_the_form_at_first(
    mine: str, theirs: str, first: str | None, side: Side
) -> None:
    assert Side.of(mine, theirs, first) is side
