"""Codes that a host hands out to its members, so that they alone register for its seminar."""

from collections.abc import Callable
from hmac import compare_digest
from typing import Final

from seminar_service.domain.public_ids import ALPHABET
from seminar_service.domain.text_folding import fold_hyphens, fold_width

LENGTH: Final = 8
"""Signs of a code that is drawn: 1.5e11 of them, of which nobody can try more than a few."""

SHORTEST: Final = 6
"""Signs of a code that somebody thinks up, at least."""

LONGEST_CODE: Final = 40
_HALF: Final = LENGTH // 2


def new_access_code(random_below: Callable[[int], int]) -> str:
    """Draw a code that is easy to read out, such as c7d8-f9gh.

    Args:
        random_below: Returns a random integer from 0 up to but without its argument, such as
            `secrets.randbelow`.
    """
    signs = "".join(ALPHABET[random_below(len(ALPHABET))] for _ in range(LENGTH))
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def folded_code(text: str) -> str:
    """What counts of a code as typed: neither case nor width, and neither spaces nor hyphens."""
    folded = fold_hyphens(fold_width(text)).casefold()
    return "".join(sign for sign in folded if sign != "-" and not sign.isspace())


def is_fit(text: str) -> bool:
    """Whether a text can be a code: letters and digits, not too few and not too many."""
    folded = folded_code(text)
    return folded.isalnum() and len(folded) >= SHORTEST and len(text) <= LONGEST_CODE


def is_same_code(given: str, code: str) -> bool:
    """Whether somebody gave the code; how long that takes does not tell how much of it is right."""
    return compare_digest(folded_code(given).encode(), folded_code(code).encode())
