"""Pages on which somebody has a very long name: what stands beside it stays legible."""

from collections.abc import Callable

import pytest

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.locales import Locale
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.browser import steps
from tests.browser.groundwork import lay_ground, rows_of
from tests.browser.service import Installation
from tests.browser.visitor import DESKTOP, TELEPHONE, Visitor
from tests.factories import make_adviser, make_bid, make_link, make_seminar
from tests.planning.solver_io.plans import save_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG_HOST = "一般社団法人" + "広域連携知的財産活用推進地域産業振興協議会" * 5
LONG_VENUE = "会館" * 40
LINES_OF_SHORT_WORDS = """() => [...document.querySelectorAll(".table .nowrap")].filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)));
    return lines.size > 2 + 2 * cell.querySelectorAll("br, .badge, .hint").length;
}).map(cell => cell.textContent)"""
PARTS_UNDER_A_LABEL = """() => [...document.querySelectorAll("td[data-label] > *")].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.left < part.parentElement.getBoundingClientRect().left + 80;
}).map(part => part.textContent)"""
NARROW_FACTS = """() => [...document.querySelectorAll(".card .facts dd")].filter(value =>
    value.clientWidth < value.parentElement.clientWidth / 2).map(value => value.textContent)"""


@pytest.fixture
def pages(installation: Installation) -> tuple[list[str], str]:
    """The staff's pages with a long name on them, and the page of an adviser who is asked."""
    ground = lay_ground(installation)
    with rows_of(installation) as session:
        tour = session.get_one(Tour, 1)
        adviser = make_adviser(session, tour)
        bid = make_bid(session, tour, host_name=LONG_HOST[:120], venue_name=LONG_VENUE)
        plan = save_plan(session, tour, {bid: (bid.dates[0].day, [adviser])})
        make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
        token = make_link(session, LinkPurpose.ADVISER, adviser.id, now=tour.created_at)
        plan_id = plan.id
    tour_pages = [f"/organiser/tours/{ground.year}/{page}" for page in ("bids", "seminars")]
    return [*tour_pages, f"/organiser/plans/{plan_id}/seminars"], f"/adviser/{token}"


@pytest.mark.parametrize("locale", Locale)
def test_a_long_name_squeezes_no_date_and_cells_stand_beside_their_labels(
    pages: tuple[list[str], str], visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    steps.log_in(visitor)
    for page in pages[0]:
        visitor.open(page)
        visitor.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a dict of the two
        assert visitor.page.locator("td.nowrap, th.nowrap").count(), page
        assert visitor.page.evaluate(LINES_OF_SHORT_WORDS) == [], page
        visitor.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # as above
        assert visitor.page.evaluate(PARTS_UNDER_A_LABEL) == [], page


def test_in_a_card_the_value_has_most_of_the_room(
    pages: tuple[list[str], str], visit: Callable[[Locale], Visitor]
) -> None:
    visitor = visit(Locale.JA)
    visitor.open(pages[1])
    visitor.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # as above
    assert visitor.page.locator(".card .facts dd").count()
    assert visitor.page.evaluate(NARROW_FACTS) == []
