"""Every page of a tour under way, in both languages, looked at as visitors do."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser import steps
from tests.browser.groundwork import LaterGround, lay_later_ground
from tests.browser.service import Installation
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN_PAGES = ("", "/seminars", "/calendar", "/timeline", "/map", "/itineraries", "/refusals")


@pytest.fixture
def ground(installation: Installation) -> LaterGround:
    """A tour under way."""
    return lay_later_ground(installation)


def public_pages(ground: LaterGround) -> list[str]:
    """What everybody may see, and what a secret link opens."""
    seminar = f"/seminars/{ground.public_id}"
    pages = ["/", "/seminars", seminar, f"{seminar}/register", "/bids/new", "/calendar", "/years"]
    return [*pages, *ground.secret_pages]


def staff_pages(ground: LaterGround) -> list[str]:
    """What the organiser's staff sees."""
    tour = f"/organiser/tours/{ground.year}"
    bid = f"/organiser/bids/{ground.bid_id}"
    plan = f"/organiser/plans/{ground.plan_id}"
    seminar = f"/organiser/seminars/{ground.public_id}"
    return [
        "/organiser/",
        *(tour + page for page in ("", "/bids", "/advisers", "/planning", "/seminars")),
        *(tour + page for page in ("/settings", "/bids/new")),
        *(bid + page for page in ("", "/accept", "/ask", "/reject", "/edit")),
        *(plan + page for page in (*PLAN_PAGES, "/compare", "/release")),
        *(seminar + page for page in ("", "/edit", "/cancel")),
        *(f"/organiser/{page}" for page in ("advisers", "topics", "mail")),
    ]


@pytest.mark.parametrize("locale", Locale)
def test_every_page_is_sound_on_desktops_and_telephones(
    ground: LaterGround, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    for page in public_pages(ground):
        visitor.open(page)
    steps.log_in(visitor)
    for page in staff_pages(ground):
        visitor.open(page)


@pytest.mark.parametrize("locale", Locale)
def test_forms_that_come_back_with_mistakes_are_sound(
    ground: LaterGround, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    for page, button in (
        ("/bids/new", "Continue and check"),
        (f"/seminars/{ground.public_id}/register", "Check what you entered"),
    ):
        visitor.open(page)
        visitor.press(visitor.words(button))
        visitor.sees(visitor.words("Please check what you entered"))
