"""Short public IDs: stable, easy to read out on the telephone, never a secret."""

from collections.abc import Callable
from typing import Final

ALPHABET: Final = "23456789cdfghjkmnpqrtvwxy"
"""No vowels, so that no words arise; no 0 1 b i l o s u z, which look like others."""

LENGTH: Final = 8
"""Gives 1.5e11 IDs: a collision among the thousands of one tour is one in many thousand tours."""


def new_public_id(random_below: Callable[[int], int]) -> str:
    """Return a new public ID.

    Args:
        random_below: Returns a random integer from 0 up to but without its argument, such as
            `secrets.randbelow`.
    """
    return "".join(ALPHABET[random_below(len(ALPHABET))] for _ in range(LENGTH))
