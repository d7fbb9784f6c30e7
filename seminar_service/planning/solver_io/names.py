"""What the planner calls the rows: `a7` is the adviser and `b12` the bid with that key."""

from typing import Final

ADVISER: Final = "a"
BID: Final = "b"


def adviser_name(adviser_id: int) -> str:
    """Return the planner's id of an adviser."""
    return f"{ADVISER}{adviser_id}"


def bid_name(bid_id: int) -> str:
    """Return the planner's id of a bid."""
    return f"{BID}{bid_id}"


def row_id(name: str) -> int:
    """Return the key of the row that the planner's id stands for.

    Raises:
        ValueError: The id was not made here.
    """
    kind, key = name[:1], name[1:]
    if kind not in {ADVISER, BID} or not key.isdecimal():
        raise ValueError(f"{name!r} names no row")
    return int(key)
