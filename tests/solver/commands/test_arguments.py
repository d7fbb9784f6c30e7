from argparse import ArgumentTypeError

import pytest

from solver.commands.arguments import count, seconds


@pytest.mark.parametrize("text", ["0.5", "60", "1e-9"])
def test_a_time_above_zero_is_taken(text: str) -> None:
    assert seconds(text) == float(text)


@pytest.mark.parametrize("text", ["0", "-1", "inf", "nan", "soon", ""])
def test_any_other_time_is_refused(text: str) -> None:
    with pytest.raises((ArgumentTypeError, ValueError)):
        seconds(text)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("16", 16)])
def test_a_number_from_one_is_taken(text: str, number: int) -> None:
    assert count(text) == number


@pytest.mark.parametrize("text", ["0", "-2", "1.5", "two"])
def test_any_other_number_is_refused(text: str) -> None:
    with pytest.raises((ArgumentTypeError, ValueError)):
        count(text)
