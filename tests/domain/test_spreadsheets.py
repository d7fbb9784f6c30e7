"""What spreadsheet programs would take for a formula."""

import pytest

from seminar_service.domain.spreadsheets import harmless


@pytest.mark.parametrize(
    "typed", ['=HYPERLINK("x")', "+81", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1"]
)
def test_what_looks_like_a_formula_is_made_a_text(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "山田 花子", "a=b", "例示（株）", "1-2"])
def test_everything_else_stays(typed: str) -> None:
    assert harmless(typed) == typed
