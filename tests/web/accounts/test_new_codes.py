"""Recovery codes cannot be guessed."""

from math import log2

from seminar_service.web.accounts.recovery_codes import (
    GROUP_LENGTH,
    GROUPS,
    HOW_MANY,
    LETTERS,
    new_code,
)


def test_a_recovery_code_is_random_and_long_enough() -> None:
    codes = [new_code() for _ in range(HOW_MANY * 20)]
    assert len(set(codes)) == len(codes)
    assert all(set(code.replace("-", "")) <= set(LETTERS) for code in codes)
    assert all(len(code.replace("-", "")) == GROUPS * GROUP_LENGTH for code in codes)
    assert GROUPS * GROUP_LENGTH * log2(len(set(LETTERS))) > 20
    assert {letter for code in codes for letter in code} >= set(LETTERS)
