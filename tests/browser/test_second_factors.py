"""Second factors in a real browser: an authenticator app, a passkey, recovery codes."""

from collections.abc import Callable

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Page

from seminar_service.domain.locales import Locale
from tests.browser.service import Installation
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EMAIL = "admin@example.jp"
PASSWORD = "three small green umbrellas"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def installation(installation: Installation) -> Installation:
    """One that requires a second factor, at an address at which browsers allow passkeys."""
    installation.base_url = f"http://localhost:{installation.port}"
    installation.environ["SEMINAR_BASE_URL"] = installation.base_url
    installation.environ["SEMINAR_REQUIRE_SECOND_FACTOR"] = "yes"
    account = ("user", "add", EMAIL, "--role", "admin", "--name", "管理 花子")
    installation.command(*account, "--password-stdin", given=PASSWORD + "\n")
    return installation


def give_device(page: Page) -> None:
    """A device that keeps passkeys and is unlocked at once."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def enter_password(visitor: Visitor) -> None:
    visitor.open("/organiser/login")
    visitor.page.fill("input[name=email]", EMAIL)
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.press(visitor.words("Log in"))


def log_out(visitor: Visitor) -> None:
    visitor.press(visitor.words("Log out"))


def arrives(visitor: Visitor) -> None:
    """The organiser's first page has come up."""
    visitor.page.wait_for_url(lambda url: url.endswith("/organiser/") and "next=" not in url)
    visitor.look()


@pytest.mark.parametrize("locale", Locale)
def test_setting_up_and_every_way_in(visit: Callable[[Locale], Visitor], locale: Locale) -> None:
    visitor = visit(locale)
    words, page = visitor.words, visitor.page
    give_device(page)

    # Whoever has no second factor is led to it, and to nothing else.
    enter_password(visitor)
    visitor.sees(words("Before you go on: a second step for your log-in"))
    visitor.open("/organiser/topics")
    visitor.sees(words("Before you go on: a second step for your log-in"))

    # An authenticator app, and the recovery codes that come with it.
    visitor.follow(words("Set up an authenticator app"))
    app = TOTP(key=page.input_value("#copy-key"), format="base32")
    page.fill("input[name=code]", app.generate().token)
    visitor.press(words("Finish"))
    visitor.press(words("Make ten new codes"))
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    visitor.follow(words("I have kept them"))

    # A passkey, and a log-in with nothing else.
    visitor.follow(words("Add or remove passkeys"))
    page.fill("input[name=name]", "事務所のパソコン")
    page.locator("main form button").first.click()
    page.wait_for_url("**/second-factors")
    visitor.look()
    visitor.sees("事務所のパソコン")
    log_out(visitor)
    page.locator("main .post-button button").click()
    arrives(visitor)
    log_out(visitor)

    # The password, then a recovery code, which works once.
    for lets_in in (True, False):
        enter_password(visitor)
        page.locator("input[value=authenticator]").check()
        visitor.press(words("Continue"))
        visitor.follow(words("The telephone is lost? Use a recovery code"))
        page.fill("input[name=code]", codes[0].lower())
        visitor.press(words("Log in"))
        if lets_in:
            arrives(visitor)
            log_out(visitor)
        else:
            visitor.sees(words("Second step: a recovery code"))

    # The password, then the passkey.
    enter_password(visitor)
    page.locator("input[value=webauthn]").check()
    visitor.press(words("Continue"))
    page.locator("main form button").first.click()
    arrives(visitor)
    for address in ("", "/new", "/1"):
        visitor.open(f"/organiser/staff{address}")
