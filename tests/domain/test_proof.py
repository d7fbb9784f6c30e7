"""When a registration holds only once the button in its mail is pressed."""

from datetime import UTC, datetime, timedelta

import pytest

from seminar_service.domain.proof import Applying, Caution, ProofRule, held_until, needs_button

CAUTION = Caution(places_per_network=5)
FIRST = Applying(proven=False, of_mailbox=1, from_network=1)


@pytest.mark.parametrize(
    ("applying", "needed"),
    [
        (FIRST, False),
        (Applying(proven=False, of_mailbox=2, from_network=1), True),
        (Applying(proven=False, of_mailbox=1, from_network=5), False),
        (Applying(proven=False, of_mailbox=1, from_network=6), True),
        (Applying(proven=True, of_mailbox=0, from_network=0), False),
        (Applying(proven=True, of_mailbox=40, from_network=40), False),
    ],
)
def test_usually_the_button_is_asked_for_once_a_mailbox_or_network_comes_again(
    applying: Applying, needed: bool
) -> None:
    assert needs_button(ProofRule.USUAL, applying, CAUTION) is needed


def test_the_organiser_can_ask_for_the_button_always_or_never() -> None:
    many = Applying(proven=False, of_mailbox=40, from_network=40)
    known = Applying(proven=True, of_mailbox=0, from_network=0)

    assert [needs_button(ProofRule.ALWAYS, each, CAUTION) for each in (FIRST, many, known)] == [
        True
    ] * 3
    assert not any(needs_button(ProofRule.NEVER, each, CAUTION) for each in (FIRST, many, known))


def test_a_place_is_held_for_an_hour_but_never_beyond_the_beginning() -> None:
    now = datetime(2026, 10, 6, 3, 0, tzinfo=UTC)
    hour = timedelta(hours=1)

    assert held_until(now, now + 5 * hour, Caution()) == now + hour
    assert held_until(now, now + hour / 2, Caution()) == now + hour / 2
