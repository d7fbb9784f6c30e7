"""Where the lines of a chart's grid stand."""

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.web.drawing.scales import round_numbers, round_step


@given(st.floats(0, 1e9))
def test_a_step_is_one_two_or_five_of_some_power_and_no_smaller_than_wished(least: float) -> None:
    step = round_step(least)

    assert step >= least
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step == 1 or step < 3 * least


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(2, 10))
def test_numbers_lie_between_the_ends_and_are_few(low: int, more: int, most: int) -> None:
    numbers = list(round_numbers(low, low + more, most))

    assert all(low <= each <= low + more for each in numbers)
    assert len(numbers) <= most + 1
