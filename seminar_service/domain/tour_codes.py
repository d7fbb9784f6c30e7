"""The short name of a tour in addresses and numbers: `2027`, or `2027-2` for a second programme."""

import re
from dataclasses import dataclass
from typing import Final, Self

MOST_PROGRAMMES: Final = 99
"""How many tours one fiscal year can have."""

_CODE: Final = re.compile(r"(\d{4})(?:-([1-9]\d?))?", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class TourCode:
    """Which tour is meant: that of a fiscal year, or one of several in the same year.

    Attributes:
        fiscal_year: Calendar year in which the fiscal year begins, such as 2027.
        programme: Which of the year's tours, from 1 to `MOST_PROGRAMMES`. The first needs no
            number: as long as a year has one tour, its code is the year.
    """

    fiscal_year: int
    programme: int = 1

    def __str__(self) -> str:
        year = f"{self.fiscal_year:04}"
        return year if self.programme == 1 else f"{year}-{self.programme}"

    @classmethod
    def read(cls, code: str) -> Self | None:
        """The code as it is written; None for anything else, as `2027-1`, which is `2027`."""
        found = _CODE.fullmatch(code)
        if found is None or found[2] == "1":
            return None
        return cls(int(found[1]), int(found[2] or 1))
