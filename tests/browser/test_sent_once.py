"""A form is sent once from its page, but a file may be taken as often as somebody likes."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser import steps
from tests.browser.groundwork import LaterGround, lay_later_ground
from tests.browser.service import Installation
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ground(installation: Installation) -> LaterGround:
    """A tour under way, with somebody who has registered."""
    return lay_later_ground(installation)


def test_a_file_of_registrations_can_be_taken_twice_from_one_page(
    ground: LaterGround, visit: Callable[[Locale], Visitor]
) -> None:
    clerk = visit(Locale.EN)
    steps.log_in(clerk)
    clerk.open(f"/organiser/seminars/{ground.public_id}/registrations")
    for _time in range(2):
        with clerk.page.expect_download() as taken:
            clerk.page.get_by_role("button", name=clerk.words("Download")).last.click()
        assert taken.value.suggested_filename.endswith(".xlsx")
