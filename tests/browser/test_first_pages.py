"""Pages of a service that has just been installed."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", Locale)
def test_a_service_without_a_tour_has_a_front_page(
    visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    visitor.open("/")
    visitor.sees(visitor.words("As soon as its dates are settled, you will find them here."))
