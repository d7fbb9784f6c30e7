"""How plentiful places are."""

import pytest

from seminar_service.seminars.places_left import PlacesLeft, places_left


@pytest.mark.parametrize(
    ("left", "capacity", "expected"),
    [
        (0, 50, PlacesLeft.NONE),
        (-1, 50, PlacesLeft.NONE),
        (1, 50, PlacesLeft.FEW),
        (10, 50, PlacesLeft.FEW),
        (11, 50, PlacesLeft.ENOUGH),
        (5, 10, PlacesLeft.FEW),
        (6, 10, PlacesLeft.ENOUGH),
    ],
)
def test_few_are_five_or_a_fifth(left: int, capacity: int, expected: PlacesLeft) -> None:
    assert places_left(left, capacity) is expected
