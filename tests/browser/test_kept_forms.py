"""What was typed stays, whatever happens to the page around it; with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from seminar_service.domain.locales import Locale
from tests.browser.groundwork import Ground, lay_ground
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
NAME = "豊橋商工会議所 <b>&"


@pytest.fixture
def ground(installation: Installation) -> Ground:
    """A tour whose call for bids is open."""
    return lay_ground(installation)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(
    request: pytest.FixtureRequest, browser: Browser, ground: Ground, service: Service
) -> Iterator[Page]:
    """A page in a browser that runs scripts, or none."""
    assert ground.year
    context = browser.new_context(base_url=service.base_url, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_the_language_changes_around_what_was_typed(page: Page) -> None:
    page.goto("/bids/new")
    page.locator("#host_name").fill(NAME)
    page.locator("#capacity").fill("四十")
    page.locator("#remarks").fill("一行目\n二行目")
    page.locator("input[name=host_kind]").nth(1).check()
    page.get_by_role("button", name="English", exact=True).click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#host_name")).to_have_value(NAME)
    expect(page.locator("#capacity")).to_have_value("四十")
    expect(page.locator("#remarks")).to_have_value("一行目\n二行目")
    expect(page.locator("input[name=host_kind]").nth(1)).to_be_checked()
    expect(page.locator(".error-summary")).to_have_count(0)

    page.locator("#host_name").press("Enter")  # checks the form; it must not be the switch
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".error-summary")).to_have_count(1)
    page.get_by_role("button", name="日本語", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("#host_name")).to_have_value(NAME)


def test_a_lost_session_loses_no_form(page: Page) -> None:
    page.goto("/en/bids/new")
    page.locator("#host_name").fill(NAME)
    page.context.clear_cookies()
    page.get_by_role("button", name="Continue and check", exact=True).last.click()

    expect(page.locator(".flashes")).to_contain_text("open for too long")
    expect(page.locator("#host_name")).to_have_value(NAME)
    page.get_by_role("button", name="Continue and check", exact=True).last.click()
    expect(page.locator(".error-summary")).to_have_count(1)
    expect(page.locator("#host_name")).to_have_value(NAME)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.usefixtures("ground")
def test_a_form_that_goes_to_the_other_language_is_a_sound_page(
    visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    visitor.open("/bids/new")
    visitor.page.locator("#host_name").fill(NAME)
    visitor.page.locator(".site-header__tool").click()
    expect(visitor.page.locator("#host_name")).to_have_value(NAME)
