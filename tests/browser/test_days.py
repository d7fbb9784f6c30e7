"""Advisers mark the days on which they cannot: by drags over several, and by the keyboard."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser, UnavailableDay
from seminar_service.domain.locales import Locale
from tests.browser.groundwork import Ground, lay_ground, rows_of
from tests.browser.service import Installation
from tests.browser.visitor import Visitor
from tests.factories import NOW, make_link

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ground(installation: Installation) -> Ground:
    return lay_ground(installation)


@pytest.fixture
def address(installation: Installation, ground: Ground) -> str:
    """The adviser's page of days."""
    with rows_of(installation) as session:
        adviser = session.scalars(select(Adviser)).one()
        token = make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    return f"/adviser/{token}/days/{ground.year}"


def box(day: date) -> str:
    return f".day__box[value='{day.isoformat()}']"


def drag(page: Page, first: date, *others: date) -> None:
    """Press on a day, go over others, and let go."""
    for place, day in enumerate((first, *others)):
        square = page.locator(box(day))
        square.scroll_into_view_if_needed()
        rect = square.bounding_box()
        assert rect is not None
        page.mouse.move(rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2, steps=4)
        if place == 0:
            page.mouse.down()
    page.mouse.up()


def marked(page: Page) -> list[str]:
    return [str(each.get_attribute("value")) for each in page.locator(".day__box:checked").all()]


def days(first: date, number: int) -> list[str]:
    return [(first + timedelta(days=place)).isoformat() for place in range(number)]


@pytest.mark.parametrize("locale", Locale)
def test_a_drag_marks_all_days_between_and_the_keyboard_does_the_same(
    installation: Installation,
    ground: Ground,
    address: str,
    visit: Callable[[Locale], Visitor],
    locale: Locale,
) -> None:
    adviser, day = visit(locale), ground.day
    adviser.open(address)
    page = adviser.page

    drag(page, day, day + timedelta(days=9), day + timedelta(days=2))
    assert marked(page) == days(day, 3)
    drag(page, day, day + timedelta(days=1), day)
    assert marked(page) == days(day + timedelta(days=1), 2)
    page.locator(box(day)).click()
    assert marked(page) == days(day, 3)

    page.locator(box(day + timedelta(days=2))).focus()
    for key in ("Shift+ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expected = [*days(day, 4), *days(day + timedelta(days=10), 1)]
    assert marked(page) == expected
    adviser.look()
    adviser.press(adviser.words("Save"))

    with rows_of(installation) as session:
        kept = session.scalars(select(UnavailableDay.day).order_by(UnavailableDay.day)).all()
    assert [each.isoformat() for each in kept] == expected


def test_a_drag_that_scrolls_the_page_leaves_the_days_as_they_were(
    ground: Ground, address: str, visit: Callable[[Locale], Visitor]
) -> None:
    adviser = visit(Locale.EN)
    adviser.open(address)
    page = adviser.page
    square = page.locator(box(ground.day))
    square.scroll_into_view_if_needed()
    rect = square.bounding_box()
    assert rect is not None
    page.mouse.move(rect["x"] + 5, rect["y"] + 5)
    page.mouse.down()
    page.mouse.move(rect["x"] + 5 + 3 * rect["width"], rect["y"] + 5, steps=6)
    assert len(marked(page)) > 1

    page.evaluate("document.dispatchEvent(new PointerEvent('pointercancel'))")

    assert marked(page) == []
