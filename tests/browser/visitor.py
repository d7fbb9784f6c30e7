"""Somebody in front of a browser, who looks closely at every page."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from seminar_service.domain.locales import Locale
from tests.browser.accessibility import axe_is_there, violations
from tests.browser.waiting import PATIENCE_SECONDS
from tests.browser.words import Words

DESKTOP = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
IS_TOO_WIDE = (
    "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"  # rounding
)
# Scripts hear of a new size with the next frame: a browser tells them while it draws.
IS_DRAWN = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
TAKES_TEXT = "textarea, input:not([type=radio]):not([type=checkbox])"
FORM_CAME_BACK = re.compile(r"the server responded with a status of (409|422)")


class Visitor:
    """A person with a browser of their own, reading one language.

    Every page that is reached is looked at on a desktop and on a telephone: no error in the
    console (a breach of the content security policy would be one), no request to another host,
    no sideways scrolling, the right language, nothing that axe-core complains about. What somebody
    does on it, they do on the desktop, or `by_telephone`. A screen `by_touch` feels
    fingers.
    """

    def __init__(
        self,
        browser: Browser,
        base_url: str,
        locale: Locale,
        *,
        by_telephone: bool = False,
        by_touch: bool = False,
    ) -> None:
        self.words = Words(locale)
        self._base_url = base_url
        self._sizes = (DESKTOP, TELEPHONE) if by_telephone else (TELEPHONE, DESKTOP)
        self._faults: list[str] = []
        context = browser.new_context(
            locale="ja-JP" if locale is Locale.JA else "en-GB",
            timezone_id="Asia/Tokyo",
            has_touch=by_touch,
            viewport=self._sizes[-1],  # type: ignore[arg-type]  # a dict of the two is what it takes
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        self.page: Page = context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self._faults.append(f"script: {error}"))
        self.page.on("request", self._note_request)

    def leave(self) -> None:
        """Close the browser."""
        self.page.context.close()

    def open(self, address: str) -> None:
        """Go to an address of the service: a path in the visitor's language, or a whole one."""
        if address.startswith("/"):
            prefix = "" if self.words.locale is Locale.JA else "/en"
            address = self._base_url + prefix + address
        answer = self.page.goto(address)
        assert answer is not None, address
        assert answer.ok, f"{address} answers {answer.status}"
        self.look()

    def follow(self, text: str, within: Locator | None = None) -> None:
        """Press a link by its text, the first where there are several."""
        self.go((within or self.page).get_by_role("link", name=text, exact=True).first)

    def press(self, text: str, within: Locator | None = None) -> None:
        """Press a button by its text, the first where there are several."""
        name = re.compile(rf"^{re.escape(text)}( |$)")
        self.go((within or self.page).get_by_role("button", name=name).first)

    def fill(self, label: str, value: str) -> None:
        """Type into the field with a label; a choice whose words begin alike takes no text."""
        self._labelled(label).and_(self.page.locator(TAKES_TEXT)).fill(value)

    def select(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._labelled(label).select_option(label=option)

    def tick(self, label: str) -> None:
        """Tick a box or choose one of several answers."""
        self._labelled(label).check()

    def sees(self, text: str) -> None:
        """See a text in the main part of the page, now or as soon as it appears."""
        expect(self.page.locator("main")).to_contain_text(text)

    def is_told(self, text: str) -> None:
        """See a message above the page."""
        expect(self.page.locator(".flashes")).to_contain_text(text)

    def look(self) -> None:
        """Look at the page on a desktop and a telephone; the one in use comes last and stays."""
        lang = self.page.evaluate("document.documentElement.lang")
        if lang != self.words.locale.value:
            self._faults.append(f"the page says that its language is {lang!r}")
        for size in self._sizes:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # as above
            self.page.evaluate(IS_DRAWN)
            if self.page.evaluate(IS_TOO_WIDE):
                self._faults.append(f"scrolls sideways at {size['width']} px")
            if axe_is_there():
                self._faults += [
                    f"axe at {size['width']} px: {each}" for each in violations(self.page)
                ]
        assert not self._faults, "\n".join([self.page.url, *self._faults])

    def go(self, control: Locator) -> None:
        """Use what leads to another page, and look at that once it is there."""
        with self.page.expect_navigation():
            control.click()
        self.look()

    def _labelled(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s|$)"))

    def _note_console(self, message: ConsoleMessage) -> None:
        """Note an error; that a form comes back, with its mistakes or what others did, is none."""
        if message.type == "error" and not FORM_CAME_BACK.search(message.text):
            self._faults.append(f"console: {message.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._base_url + "/", "data:")):
            self._faults.append(f"asks another host: {urlsplit(request.url).netloc}")
