"""Somebody registers two people with one mail address, and presses the button in the mail."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser import steps
from tests.browser.groundwork import LaterGround, lay_later_ground
from tests.browser.mails import invitation_in, link_in
from tests.browser.service import Installation, Service
from tests.browser.steps import Person
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAIL = "company@example.jp"


@pytest.fixture
def ground(installation: Installation) -> LaterGround:
    """A tour under way, with a seminar that takes people."""
    return lay_later_ground(installation)


@pytest.mark.parametrize("locale", Locale)
def test_a_held_place_becomes_ones_own_with_the_button(
    ground: LaterGround, service: Service, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    assert ground.public_id
    contact = visit(locale)
    words = contact.words
    for name in ("例示 一郎", "例示 二郎"):
        steps.register(contact, Person(name, MAIL), words("Register"))
        contact.press(words("Register now"))
    contact.sees(words("Held until confirmed by email"))
    mail = service.mail_to(MAIL, words.pattern("Please confirm your place: %(title)s"))
    assert invitation_in(mail) is None

    contact.open(link_in(mail, "/registrations/"))
    contact.sees(words("Confirm your registration"))
    contact.press(words("Confirm the registration"))
    contact.is_told(words("Thank you. Your registration is confirmed."))
    contact.sees(words("You have a place. We look forward to seeing you."))

    steps.register(contact, Person("例示 三郎", MAIL), words("Register"))
    contact.press(words("Register now"))
    contact.sees(words("You have a place. We look forward to seeing you."))
