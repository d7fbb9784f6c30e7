"""What the words of a command line stand for."""

from argparse import ArgumentTypeError


def seconds(text: str) -> float:
    """Return a time above 0.

    Raises:
        ArgumentTypeError: It is none.
        ValueError: It is no number.
    """
    value = float(text)
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text} is no time above 0")
    return value


def count(text: str) -> int:
    """Return a number from 1.

    Raises:
        ArgumentTypeError: It is less.
        ValueError: It is no whole number.
    """
    value = int(text)
    if value < 1:
        raise ArgumentTypeError(f"{text} is below 1")
    return value
