"""Seminars of a draft are moved in its drawing: by mouse, by touch, by keyboard, by two at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io import held_by
from seminar_service.tours.model import Tour
from tests.browser import steps
from tests.browser.drawing import WAIT_MS, Hand
from tests.browser.groundwork import lay_ground, rows_of
from tests.browser.service import Installation
from tests.browser.visitor import Visitor
from tests.factories import make_adviser, make_bid
from tests.planning.solver_io.plans import save_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]
A_WEEK = timedelta(days=7)
ALLOWED = 5
"""Two days with three advisers, without where the seminar is."""
MORI = 2
"""So many lines below Sato is Mori's."""


@dataclass(frozen=True)
class Ground:
    """A draft that holds one bid, which its first adviser gives on the first of two days.

    The third day is offered by nobody. Osaka is where the second adviser lives.
    """

    installation: Installation
    draft_id: int
    bid_id: int
    advisers: tuple[int, int]
    days: tuple[date, date, date]

    @property
    def page(self) -> str:
        """The drawing, from near."""
        day = self.days[0].isoformat()
        return f"/organiser/plans/{self.draft_id}/timeline?zoom=month&from={day}"

    @property
    def held(self) -> Held:
        """How the draft holds the bid."""
        with rows_of(self.installation) as session:
            return held_by(session, self.draft_id)[self.bid_id]


@pytest.fixture
def ground(installation: Installation) -> Ground:
    laid = lay_ground(installation)
    first = date(laid.year, 6, 2)
    while first.weekday() != 1:
        first += timedelta(days=1)
    days = (first, first + A_WEEK, first + 2 * A_WEEK)
    with rows_of(installation) as session:
        tour = session.scalars(select(Tour).where(Tour.fiscal_year == laid.year)).one()
        sato = make_adviser(session, tour, name="佐藤 一郎", name_en="Sato", name_kana="サトウ")
        mori = make_adviser(
            session, tour, name="森 花子", name_en="Mori", name_kana="モリ", home="27"
        )
        offered = {days[0]: Choice.SECOND, days[1]: Choice.FIRST}
        bid = make_bid(session, tour, host_name="大阪商工会議所", place="27", days=offered)
        plan = save_plan(session, tour, {bid: (days[0], [sato])})
        draft_id = copy_plan(session, plan.id, actor=SYSTEM, now=tour.created_at)
        return Ground(installation, draft_id, bid.id, (sato.id, mori.id), days)


@pytest.fixture
def hand(ground: Ground, visit: Callable[[Locale], Visitor]) -> Hand:
    return stand_before(visit(Locale.EN), ground)


def stand_before(visitor: Visitor, ground: Ground) -> Hand:
    """Come in, and look at the drawing from near."""
    steps.log_in(visitor)
    visitor.open(ground.page)
    return Hand(visitor, ground.bid_id)


def test_a_seminar_is_dragged_to_an_allowed_day_and_adviser(hand: Hand, ground: Ground) -> None:
    hand.drag(7, MORI, ALLOWED)
    expect(hand.page.locator(".moving__told")).to_contain_text("Mori: −")
    before = hand.page.evaluate("window.scrollY")
    hand.let_go()

    hand.has_done()
    assert ground.held == Held(ground.days[1], (ground.advisers[1],))
    assert hand.page.evaluate("document.activeElement.dataset.bid") == str(ground.bid_id)
    assert hand.page.evaluate("window.scrollY") == before
    hand.page.get_by_role("button", name="Undo").click()
    expect(hand.page.get_by_role("button", name="Do again")).to_be_visible(timeout=WAIT_MS)
    assert ground.held == Held(ground.days[0], (ground.advisers[0],))
    assert hand.page.evaluate("window.scrollY") == before
    hand.visitor.look()


def test_what_stands_against_a_day_is_told_before_it_is_taken(hand: Hand, ground: Ground) -> None:
    hand.drag(14, 0, ALLOWED)
    hand.let_go()

    expect(hand.page.locator(".moving__forbids li")).to_have_count(1, timeout=WAIT_MS)
    assert ground.held.day == ground.days[0]
    hand.page.get_by_role("button", name="Put it here all the same").click()
    hand.has_done()
    assert ground.held == Held(ground.days[2], (ground.advisers[0],))


def test_escape_leaves_a_seminar_that_is_dragged(hand: Hand, ground: Ground) -> None:
    hand.drag(7, MORI, ALLOWED)
    hand.press("Escape")
    hand.let_go()

    hand.is_told("Nothing was changed.")
    expect(hand.page.locator("svg:not(.shape) .ghosts circle")).to_have_count(0)
    assert ground.held == Held(ground.days[0], (ground.advisers[0],))


@pytest.mark.parametrize("locale", Locale)
def test_a_seminar_is_moved_by_keyboard_alone(
    ground: Ground, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    hand = stand_before(visit(locale), ground)
    hand.take_up(ALLOWED)
    hand.press("ArrowRight", "Escape")
    hand.is_told("Nothing was changed.")
    hand.take_up(ALLOWED)
    hand.press("ArrowDown", "ArrowDown", "ArrowRight", "Enter")
    hand.has_done()
    hand.visitor.look()

    assert ground.held == Held(ground.days[1], (ground.advisers[1],))


def test_two_presses_move_a_seminar_as_well(hand: Hand, ground: Ground) -> None:
    (x, y), (across, down) = hand.middle(), hand.way(7, MORI)
    hand.page.mouse.click(x, y)
    hand.sees_ghosts(ALLOWED)
    hand.page.mouse.click(x + across, y + down)
    hand.has_done()

    assert ground.held == Held(ground.days[1], (ground.advisers[1],))


def test_a_finger_drags_a_seminar_and_the_page_stays_where_it_is(
    ground: Ground, visit_by_touch: Callable[[Locale], Visitor]
) -> None:
    hand = stand_before(visit_by_touch(Locale.JA), ground)
    hand.middle()
    before = hand.page.evaluate("window.scrollY")
    hand.touch(7, MORI, ALLOWED)
    expect(hand.page.locator(".moving__told")).to_contain_text("森 花子")
    assert hand.page.evaluate("window.scrollY") == before
    hand.lift()
    hand.has_done()

    assert ground.held == Held(ground.days[1], (ground.advisers[1],))
    hand.visitor.look()


def test_a_finger_asks_before_it_breaks_a_rule(
    ground: Ground, visit_by_touch: Callable[[Locale], Visitor]
) -> None:
    hand = stand_before(visit_by_touch(Locale.EN), ground)
    hand.touch(14, 0, ALLOWED)
    hand.lift()
    expect(hand.page.locator(".moving__forbids li")).to_have_count(1, timeout=WAIT_MS)
    assert ground.held.day == ground.days[0]
    hand.page.get_by_role("button", name="Put it here all the same").tap()
    hand.has_done()
    assert ground.held == Held(ground.days[2], (ground.advisers[0],))


def test_two_taps_move_a_seminar_as_well(
    ground: Ground, visit_by_touch: Callable[[Locale], Visitor]
) -> None:
    hand = stand_before(visit_by_touch(Locale.EN), ground)
    (x, y), (across, down) = hand.middle(), hand.way(7, MORI)
    hand.page.touchscreen.tap(x, y)
    hand.sees_ghosts(ALLOWED)
    hand.page.touchscreen.tap(x + across, y + down)
    hand.has_done()

    assert ground.held == Held(ground.days[1], (ground.advisers[1],))


def test_who_comes_second_sees_both_and_loses_nothing(
    hand: Hand, ground: Ground, visit: Callable[[Locale], Visitor]
) -> None:
    other = stand_before(visit(Locale.EN), ground)
    other.drag(7, MORI, ALLOWED)
    other.let_go()
    other.has_done()
    # The news come by themselves; what stands below them moves down then.
    news = hand.page.locator("#draft-news")
    expect(news).to_contain_text("Somebody has changed this draft", timeout=WAIT_MS)
    hand.drag(7, 0, ALLOWED)
    with hand.page.expect_navigation():
        hand.let_go()

    hand.visitor.sees("Somebody else has changed this in the meantime")
    hand.visitor.sees("You had chosen")
    assert ground.held == Held(ground.days[1], (ground.advisers[1],))
    hand.visitor.press("Do it all the same")
    assert ground.held == Held(ground.days[1], (ground.advisers[0],))
    assert "zoom=month" in hand.page.url


def test_without_scripts_a_seminar_leads_to_its_form(
    ground: Ground, visit: Callable[[Locale], Visitor]
) -> None:
    visitor = visit(Locale.EN)
    steps.log_in(visitor)
    visitor.page.route("**/timeline.js*", lambda route: route.fulfill(body=""))
    visitor.open(ground.page)
    visitor.go(visitor.page.locator(".timeline__pick"))

    visitor.sees("Days and advisers")
