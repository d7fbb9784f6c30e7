"""The check that every visited page goes through: does it find anything?"""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser.accessibility import needs_axe, violations
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@needs_axe
def test_an_image_without_a_text_is_found(visit: Callable[[Locale], Visitor]) -> None:
    visitor = visit(Locale.JA)
    visitor.open("/")
    visitor.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in violations(visitor.page))
