"""What differs between two plans, as values."""

from datetime import date

import pytest

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held

HELD = Held(date(2026, 10, 6), (3, 4))
LATER = Held(date(2026, 10, 7), (4,))


@pytest.mark.parametrize(("before", "after"), [(HELD, LATER), (None, HELD), (HELD, None)])
def test_what_is_kept_is_read_back(before: Held | None, after: Held | None) -> None:
    alteration = Alteration(7, before, after)

    assert Alteration.read(alteration.document()) == alteration


def test_backwards_it_leads_back() -> None:
    assert Alteration(7, HELD, None).backwards == Alteration(7, None, HELD)


def test_everybody_who_comes_or_goes_is_spoken_of() -> None:
    assert Alteration(7, HELD, LATER).advisers == {3, 4}
    assert Alteration(7, None, LATER).advisers == {4}
