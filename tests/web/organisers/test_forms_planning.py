"""How long the planner may think."""

import pytest

from seminar_service.web.organisers.forms_planning import LIMITS, StartPlanningForm, spell_duration
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("seconds", "english", "japanese"),
    [
        (1, "1 second", "1秒"),
        (90, "90 seconds", "90秒"),
        (60, "1 minute", "1分"),
        (3_600, "60 minutes", "60分"),
    ],
)
def test_a_duration_is_told_in_minutes_where_it_has_only_whole_ones(
    page: Page, seconds: int, english: str, japanese: str
) -> None:
    with page():
        assert spell_duration(seconds) == english
    with page(locale="ja"):
        assert spell_duration(seconds).replace(" ", "") == japanese


@pytest.mark.parametrize(
    ("asked", "is_valid"), [(str(LIMITS[0]), True), ("61", False), ("", False), ("x", False)]
)
def test_only_what_is_offered_can_be_chosen(page: Page, asked: str, is_valid: bool) -> None:
    with page(method="POST", data={"time_limit": asked}):
        assert StartPlanningForm().validate() is is_valid


def test_the_usual_limit_is_one_of_those_that_are_offered(page: Page) -> None:
    with page():
        assert StartPlanningForm().time_limit.data in LIMITS
