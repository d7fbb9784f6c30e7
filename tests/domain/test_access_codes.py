"""Codes that a host hands out: drawn, folded and compared."""

from itertools import cycle

import pytest

from seminar_service.domain.access_codes import (
    LONGEST_CODE,
    folded_code,
    is_fit,
    is_same_code,
    new_access_code,
)


def test_a_code_that_is_drawn_is_easy_to_read_out() -> None:
    numbers = cycle(range(8))
    assert new_access_code(lambda most: next(numbers) % most) == "2345-6789"
    assert is_fit(new_access_code(lambda most: most - 1))


@pytest.mark.parametrize(
    "typed",
    ["c7d8-f9gh", "C7D8F9GH", " c7d8 f9gh ", "Ｃ７Ｄ８－Ｆ９ＧＨ", "c7d8‐f9gh", "c7d8ーf9gh"],
)
def test_however_it_is_typed_it_is_the_same_code(typed: str) -> None:
    assert is_same_code(typed, "c7d8-f9gh")
    assert folded_code(typed) == "c7d8f9gh"


@pytest.mark.parametrize("typed", ["", "c7d8-f9g", "c7d8-f9gh1", "会員"])
def test_another_code_is_another(typed: str) -> None:
    assert not is_same_code(typed, "c7d8-f9gh")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("会員2026年", True),
        ("abcdef", True),
        ("abc-def", True),
        ("abcde", False),
        ("a-b-c", False),
        ("------", False),
        ("abcdef!", False),
        ("=1+1abc", False),
        ("a" * LONGEST_CODE, True),
        ("a" * (LONGEST_CODE + 1), False),
    ],
)
def test_a_code_has_letters_and_digits_and_not_too_few(text: str, *, fits: bool) -> None:
    assert is_fit(text) is fits
