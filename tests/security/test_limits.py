"""Every limit has its line in `docs/security.md`, with its true value and a test."""

from datetime import timedelta

import pytest

from tests.security import document
from tests.security.limits import limits_in_code, says, value_of

ROWS = document.rows("What is limited how")


@pytest.mark.parametrize("row", ROWS, ids=[row["What"][:50] for row in ROWS])
def test_a_limit_has_the_value_that_the_document_names(row: document.Row) -> None:
    figures, names = document.bold(row["How much"]), document.code(row["Where it stands"])
    assert names
    assert len(figures) == len(names), "one figure in bold for each constant, in the same order"
    for figure, name in zip(figures, names, strict=True):
        assert says(figure, name, value_of(name)), f"{name} is {value_of(name)!r}, not {figure}"


def test_every_constant_that_limits_something_is_in_the_document() -> None:
    named = {name for row in ROWS for name in document.code(row["Where it stands"])}
    missing = set(limits_in_code()) - named
    assert not missing, f"these need a line under 'What is limited how': {sorted(missing)}"


@pytest.mark.parametrize("row", ROWS, ids=[row["What"][:50] for row in ROWS])
def test_the_tests_that_see_to_a_limit_exist(row: document.Row) -> None:
    for name in document.code(row["Seen by"]):
        assert document.is_there(name), name


@pytest.mark.parametrize(
    ("figure", "name", "value", "true"),
    [
        ("15 min", "WINDOW", timedelta(minutes=15), True),
        ("15 min", "WINDOW", timedelta(minutes=16), False),
        ("512 KiB", "app.LARGEST_FORM_BYTES", 512 * 1024, True),
        ("512 kB", "app.LARGEST_FORM_BYTES", 512 * 1024, False),
        ("12 h", "SESSION_HOURS", 12, True),
        ("12 min", "SESSION_HOURS", 12, False),
        ("4,000 characters", "LONGEST_TEXT", 4_000, True),
        ("4,001 characters", "LONGEST_TEXT", 4_000, False),
    ],
)
def test_a_wrong_figure_is_found(figure: str, name: str, value: object, true: bool) -> None:
    assert says(figure, name, value) is true
