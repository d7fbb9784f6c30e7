"""Takes the README's pictures of a demo that is running: `make demo`, then `make screenshots`."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import open_chromium

FOLDER = Path(__file__).parents[2] / "docs" / "images"
PLANNER = ("planner@example.jp", "seminar-demo")


def main(base_url: str) -> None:
    """Take them, as a Japanese office PC shows the pages."""
    with sync_playwright() as playwright:
        browser = open_chromium(playwright)
        assert browser is not None, "no Chromium is installed"
        page = browser.new_page(locale="ja-JP", viewport={"width": 1280, "height": 960})
        page.goto(base_url)
        page.screenshot(path=FOLDER / "home.png")
        _log_in(page, base_url)
        page.get_by_role("link", name="計画の作成", exact=True).click()
        page.screenshot(path=FOLDER / "planning.png")
        browser.close()


def _log_in(page: Page, base_url: str) -> None:
    """Come in, and open the newest tour."""
    email, password = PLANNER
    page.goto(f"{base_url}/organiser/")
    page.locator("[name=email]").fill(email)
    page.locator("[type=password]").fill(password)
    page.locator("main [type=submit]").click()
    page.locator("main .card a").first.click()


if __name__ == "__main__":
    main(sys.argv[1])
