"""The short names of tours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.tour_codes import MOST_PROGRAMMES, TourCode


def test_the_first_tour_of_a_year_is_called_by_the_year() -> None:
    assert str(TourCode(2027)) == "2027"


def test_a_further_tour_of_a_year_is_called_by_its_number_too() -> None:
    assert str(TourCode(2027, 2)) == "2027-2"


@given(st.integers(0, 9999), st.integers(1, MOST_PROGRAMMES))
def test_a_code_is_read_as_it_was_written(year: int, programme: int) -> None:
    code = TourCode(year, programme)

    assert TourCode.read(str(code)) == code


@pytest.mark.parametrize(
    "text",
    ["", "27", "02027", "2027-", "2027-0", "2027-1", "2027-02", "2027-100", "２０２７", "2027 "],
)
def test_nothing_else_is_a_code(text: str) -> None:
    assert TourCode.read(text) is None


def test_tours_are_in_the_order_of_years_and_then_of_programmes() -> None:
    codes = [TourCode(2028), TourCode(2027, 2), TourCode(2027)]

    assert sorted(codes) == [TourCode(2027), TourCode(2027, 2), TourCode(2028)]
