"""A whole year in the planning room, through the browser."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser.planning_ground import PlanningGround, lay_planning_ground
from tests.browser.planning_story import PlanningStory
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ground(installation: Installation) -> PlanningGround:
    """What is there when the story begins."""
    return lay_planning_ground(installation)


def test_a_year_is_planned_changed_released_and_mended(
    ground: PlanningGround, service: Service, visit: Callable[[Locale], Visitor]
) -> None:
    story = PlanningStory(service, visit, ground, Locale.EN)
    story.the_planner_plans()
    story.one_seminar_is_locked_and_the_plan_copied()
    story.one_is_dragged_and_one_moved_by_keyboard()
    story.a_rule_is_broken_and_says_why()
    story.the_other_planner_sees_it_and_takes_it_back()
    story.the_rest_is_planned_again()
    story.both_plans_are_compared()
    story.what_if_is_asked()
    story.the_draft_is_released()
    story.an_adviser_declines_one_date()
    story.another_way_is_released()
    story.calendars_and_mails_tell_of_the_change()
