"""Positions as people paste them from a map."""

import pytest

from seminar_service.domain.errors import PositionMalformed
from seminar_service.domain.positions import degrees, normalise_position


@pytest.mark.parametrize(
    "typed",
    [
        "35.681236,139.767125",
        "35.681236, 139.767125",
        "(35.681236, 139.767125)",
        "３５．６８１２３６、１３９．７６７１２５",
        "35.681236 139.767125",
        " 35.6812360004, 139.76712500001 ",
    ],
)
def test_a_position_is_read_however_maps_give_it(typed: str) -> None:
    assert normalise_position(typed) == "35.681236,139.767125"


def test_a_short_one_stays_short_and_gives_its_degrees() -> None:
    assert normalise_position("35.68, 139") == "35.68,139"
    assert degrees("35.68,139") == (35.68, 139.0)


@pytest.mark.parametrize(
    "typed",
    [
        "139.767125, 35.681236",
        "0,0",
        "35.68",
        "35.68, 139.76, 5",
        "north",
        "35,68, 139,76",
        "-35.68,139.76",
    ],
)
def test_what_is_no_position_in_japan_is_refused(typed: str) -> None:
    with pytest.raises(PositionMalformed):
        normalise_position(typed)
