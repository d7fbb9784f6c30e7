"""How registrations stand, in the words of the staff."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.registration_words import SOURCES, STATES, state_change

Page = Callable[..., AbstractContextManager[object]]


def test_every_state_and_source_has_a_name() -> None:
    assert set(STATES) == set(RegistrationState)
    assert set(SOURCES) == set(RegistrationSource)


def test_a_change_says_how_it_stood_and_stands(page: Page) -> None:
    with page():
        assert state_change("waiting", "confirmed") == "On the waiting list → Registered"
        assert state_change("waiting", "waiting") == "On the waiting list"
        assert state_change(None, "lapsed") == "Lapsed"
        assert state_change(["viewer"], "a later state") == ""
