"""A browser, a running service, and the people who use it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from seminar_service.domain.locales import Locale
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor

QUIET = [
    "--no-sandbox",  # the tests may run as root, where Chromium's sandbox refuses to
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; skips where none is installed."""
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        if path is None:
            pytest.skip("no Chromium is installed; `make test` installs one where it may")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def _chromium(playwright: Playwright) -> str | None:
    """The operating system's Chromium, else Playwright's own."""
    own = playwright.chromium.executable_path
    return shutil.which("chromium") or (own if Path(own).exists() else None)


@pytest.fixture
def installation(browser: Browser, tmp_path: Path) -> Installation:  # noqa: ARG001 (without a browser nothing needs to run)
    """The service installed over an empty database, not running yet."""
    return Installation(tmp_path)


@pytest.fixture
def service(installation: Installation) -> Iterator[Service]:
    """The service in a process of its own; ask for what must be there before in front of it."""
    with installation.running() as service:
        yield service


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Callable[[Locale], Visitor]]:
    """Lets people come, each with a browser of their own."""
    with ExitStack() as leaving:

        def come(locale: Locale) -> Visitor:
            visitor = Visitor(browser, service.base_url, locale)
            leaving.callback(visitor.leave)
            return visitor

        yield come
