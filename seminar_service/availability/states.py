"""How a wish of an adviser stands."""

from enum import StrEnum


class WishState(StrEnum):
    """Whether the office has answered what an adviser would change about released seminars."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
