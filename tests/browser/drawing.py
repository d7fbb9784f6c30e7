"""A planner's hand in front of the drawing of the advisers' year."""

from datetime import date

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor
from tests.browser.waiting import PATIENCE_SECONDS

WAIT_MS = PATIENCE_SECONDS * 1000
LINE_HEIGHT = 44
"""What a line of an adviser is high, in the drawing's own units."""


class Hand:
    """Takes one seminar of a draft in its drawing and puts it down elsewhere.

    Args:
        visitor: Has come in and stands in front of the drawing.
        bid_id: The bid that the seminar answers.
    """

    def __init__(self, visitor: Visitor, bid_id: int) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self._devtools = self.page.context.new_cdp_session(self.page)
        self.mark: Locator = self.page.locator(f'.timeline__pick[data-bid="{bid_id}"]')

    def middle(self) -> tuple[float, float]:
        """Where the seminar is on the screen."""
        self.mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
        box = self.mark.locator(".timeline__seminar").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def way(self, days: int, lines: int) -> tuple[float, float]:
        """How far another day and line is on the screen."""
        width = self.page.locator(".timeline--moving").get_attribute("data-day")
        return days * float(width or 0), lines * LINE_HEIGHT

    def drag(self, days: int, lines: int, ghosts: int) -> None:
        """Take the seminar, wait for so many allowed places, and move to another."""
        (x, y), (across, down) = self.middle(), self.way(days, lines)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 8, y, steps=3)
        self.sees_ghosts(ghosts)
        self.page.mouse.move(x + across, y + down, steps=6)

    def touch(self, days: int, lines: int, ghosts: int) -> None:
        """The same with a finger, which stays on the screen."""
        (x, y), (across, down) = self.middle(), self.way(days, lines)
        self._finger("touchStart", x, y)
        self._finger("touchMove", x + 12, y)
        self.sees_ghosts(ghosts)
        for part in range(1, 7):
            self._finger("touchMove", x + across * part / 6, y + down * part / 6)

    def lift(self) -> None:
        """Take the finger from the screen."""
        self._finger("touchEnd")

    def _finger(self, what: str, *point: float) -> None:
        points = [dict(zip("xy", point, strict=True))] if point else []
        values = {"type": what, "touchPoints": points}
        self._devtools.send("Input.dispatchTouchEvent", values)

    def let_go(self) -> None:
        """Put the seminar down where it is held."""
        self.page.mouse.up()

    def take_up(self, ghosts: int) -> None:
        """Take the seminar by the keyboard, and wait for so many allowed places."""
        self.mark.focus()
        self.page.keyboard.press("Enter")
        self.sees_ghosts(ghosts)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def sees_ghosts(self, number: int) -> None:
        """See as many places as are allowed."""
        allowed = self.page.locator("svg:not(.shape) .ghosts:not(.ghosts--target) circle")
        expect(allowed).to_have_count(number, timeout=WAIT_MS)

    def is_told(self, text: str) -> None:
        """Hear what a screen reader says."""
        expect(self.page.locator(".moving__told")).to_contain_text(self.visitor.words(text))

    def sees_on(self, day: date) -> None:
        """See the seminar on a day."""
        expect(self.mark).to_have_attribute("data-day", day.isoformat(), timeout=WAIT_MS)

    def has_done(self) -> None:
        """Hear that it was done, and see the way back."""
        expect(self.page.locator(".moving form[action$='/undo']")).to_be_visible(timeout=WAIT_MS)
