"""The rule by which moving a seminar costs the more, the more people it concerns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.planning.moving import PRICE_CEILING_YEN, PriceOfMoving, price_of_moving
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour

TOUR = Tour(
    change_date_yen=30_000,
    change_confirmed_yen=10_000,
    change_announced_yen=20_000,
    change_registered_yen=500,
)


@pytest.mark.parametrize(
    ("state", "registered", "yen"),
    [
        (SeminarState.TENTATIVE, 0, 30_000),
        (SeminarState.CONFIRMED, 0, 40_000),
        (SeminarState.ANNOUNCED, 0, 60_000),
        (SeminarState.ANNOUNCED, 56, 88_000),
    ],
)
def test_the_price_grows_with_who_is_affected(
    state: SeminarState, registered: int, yen: int
) -> None:
    assert price_of_moving(TOUR, state, registered).yen == yen


amounts = st.integers(0, PRICE_CEILING_YEN)
prices = st.builds(
    PriceOfMoving,
    date_yen=amounts,
    confirmed_yen=amounts,
    announced_yen=amounts,
    registered=st.integers(0, 10_000),
    registered_yen=amounts,
)


@given(prices)
def test_the_parts_are_the_whole_up_to_what_a_price_can_be(price: PriceOfMoving) -> None:
    parts = price.confirmed_yen + price.announced_yen + price.registered * price.registered_yen

    assert price.extra_yen == min(parts, PRICE_CEILING_YEN)
    assert price.yen == price.date_yen + price.extra_yen


@given(prices)
def test_a_price_is_read_as_it_was_written(price: PriceOfMoving) -> None:
    assert PriceOfMoving.read(price.document()) == price
