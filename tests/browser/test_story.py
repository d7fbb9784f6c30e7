"""The one story that everything else serves, told through the browser from end to end."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser.groundwork import Ground, lay_ground
from tests.browser.service import Installation, Service
from tests.browser.story import Story
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ground(installation: Installation) -> Ground:
    """What is there when the story begins."""
    return lay_ground(installation)


def test_a_request_becomes_a_seminar_whose_waiting_list_moves_up(
    ground: Ground, service: Service, visit: Callable[[Locale], Visitor]
) -> None:
    story = Story(service, visit, ground)
    story.a_host_asks_for_a_seminar()
    story.the_organiser_accepts()
    story.the_planner_plans()
    story.the_organiser_releases_the_plan()
    story.host_and_adviser_confirm()
    story.the_organiser_announces()
    story.people_register_until_all_places_are_taken()
    story.one_more_waits()
    story.the_first_cancels_and_the_waiting_one_moves_up()
