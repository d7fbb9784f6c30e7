"""The staff's menus on a telephone: a row each, with the page that is open in sight."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser import steps
from tests.browser.groundwork import LaterGround, lay_later_ground
from tests.browser.service import Installation
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MENUS = ".site-nav--staff ul, .tabs ul"
ONE_ROW = 64
"""Pixels: a row of what a finger hits, with the line below it."""
HEIGHTS = "menus => menus.map(menu => menu.getBoundingClientRect().height)"
IS_IN_SIGHT = """link => {
    const box = link.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return link.contains(found);
}"""


@pytest.fixture
def ground(installation: Installation) -> LaterGround:
    return lay_later_ground(installation)


@pytest.mark.parametrize("locale", Locale)
def test_menus_take_a_row_each_and_show_the_open_page_and_what_the_keyboard_comes_to(
    ground: LaterGround, visit_by_telephone: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit_by_telephone(locale)
    steps.log_in(visitor)
    tour = f"/organiser/tours/{ground.year}"
    for page in (tour, f"{tour}/settings", f"/organiser/seminars/{ground.public_id}/prints"):
        visitor.open(page)
        menus = visitor.page.locator(MENUS)
        heights = menus.evaluate_all(HEIGHTS)
        assert len(heights) >= 2
        assert max(heights) < ONE_ROW, (page, heights)
        for current in menus.locator("[aria-current]").all():
            assert current.evaluate(IS_IN_SIGHT), (page, current.inner_text())
        links = menus.locator("a").all()
        links[0].focus()
        for link in links:
            if link != links[0]:
                visitor.page.keyboard.press("Tab")
            focused = visitor.page.locator("a:focus")
            assert focused.count() == 1
            assert focused.evaluate(IS_IN_SIGHT), (page, focused.inner_text())
