"""What an alert is about, and how long it lasts."""

from datetime import timedelta

import pytest

from seminar_service.alerts.values import Wish, lapses_at
from tests.factories import NOW


@pytest.mark.parametrize(
    ("wish", "key"), [(Wish("13"), "13:"), (Wish("", 7), ":7"), (Wish("13", 7), "13:7")]
)
def test_each_wish_has_a_key_of_its_own(wish: Wish, key: str) -> None:
    assert wish.key == key


def test_the_button_may_be_pressed_for_a_week_and_an_alert_waits_for_a_year_and_a_half() -> None:
    assert lapses_at(NOW, confirmed=False) == NOW + timedelta(days=7)
    assert lapses_at(NOW, confirmed=True) == NOW + timedelta(days=550)
