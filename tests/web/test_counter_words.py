"""Every language of a counter has its word."""

from seminar_service.counters.values import Tongue
from seminar_service.web.counter_words import TONGUES


def test_every_language_has_a_word() -> None:
    assert set(TONGUES) == set(Tongue)
