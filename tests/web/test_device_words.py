"""Devices in words."""

from seminar_service.web.device_words import device_name
from tests.web.conftest import Page


def test_a_device_is_called_by_browser_and_system(page: Page) -> None:
    with page():
        assert device_name("Firefox", "Linux") == "Firefox on Linux"
    with page(locale="ja"):
        assert device_name("Firefox", "Linux") == "Firefox（Linux）"


def test_of_what_is_half_known_the_other_half_is_not_made_up(page: Page) -> None:
    with page():
        assert device_name("Firefox", "") == "Firefox"
        assert device_name("", "Linux") == "Linux"
        assert device_name("", "") == "Unknown device"
