"""A browser, a running service, and the people who use it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from seminar_service.domain.locales import Locale
from tests.browser.chromium import open_chromium
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; skips where none is installed."""
    with sync_playwright() as playwright:
        browser = open_chromium(playwright)
        if browser is None:
            pytest.skip("no Chromium is installed; `make test` installs one where it may")
        yield browser
        browser.close()


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
        yield partial(_come, leaving, browser, service, by_telephone=False)


@pytest.fixture
def visit_by_telephone(browser: Browser, service: Service) -> Iterator[Callable[[Locale], Visitor]]:
    """Lets people come who have a telephone in their hand."""
    with ExitStack() as leaving:
        yield partial(_come, leaving, browser, service, by_telephone=True)


@pytest.fixture
def visit_by_touch(browser: Browser, service: Service) -> Iterator[Callable[[Locale], Visitor]]:
    """Lets people come whose large screen feels fingers."""
    with ExitStack() as leaving:
        yield partial(_come, leaving, browser, service, by_touch=True)


def _come(
    leaving: ExitStack, browser: Browser, service: Service, locale: Locale, **how: bool
) -> Visitor:
    visitor = Visitor(browser, service.base_url, locale, **how)
    leaving.callback(visitor.leave)
    return visitor
