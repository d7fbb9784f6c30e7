"""Travel between prefectures: minutes and yen, door to door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from seminar_service.domain._tables import rows
from seminar_service.domain.errors import PrefectureUnknown

INSIDE_MINUTES: Final = 30
"""Minutes assumed for a journey that stays inside one prefecture, which the survey leaves out."""

INSIDE_YEN: Final = 400
"""Fare in yen assumed for a journey that stays inside one prefecture."""


class TravelMode(StrEnum):
    """What carries the traveller for most of the way."""

    LOCAL = "local"
    RAIL = "rail"
    AIR = "air"


@dataclass(frozen=True, slots=True)
class Journey:
    """One way between two prefectural offices.

    Attributes:
        minutes: Whole minutes door to door, access and waiting included.
        yen: Full fare for one person.
        mode: How it is made.
    """

    minutes: int
    yen: int
    mode: TravelMode


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Journeys between all pairs of prefectures; symmetric."""

    journeys: Mapping[tuple[str, str], Journey]

    def journey(self, origin: str, destination: str) -> Journey:
        """Return the journey between two prefecture codes.

        Raises:
            PrefectureUnknown: When a code is not one of `01` to `47`.
        """
        found = self.journeys.get((origin, destination))
        if found is None:
            known = (origin, origin) in self.journeys
            raise PrefectureUnknown(destination if known else origin)
        return found

    def minutes_matrix(self, codes: Sequence[str]) -> list[list[int]]:
        """Return minutes by row (from) and column (to), in the order of `codes`."""
        return [[self.journey(start, end).minutes for end in codes] for start in codes]

    def yen_matrix(self, codes: Sequence[str]) -> list[list[int]]:
        """Return yen by row (from) and column (to), in the order of `codes`."""
        return [[self.journey(start, end).yen for end in codes] for start in codes]


@cache
def travel_table() -> TravelTable:
    """Return the table of the 47 prefectures."""
    return TravelTable(
        {(row["from_code"], row["to_code"]): _journey(row) for row in rows("travel.csv")}
    )


def _journey(row: dict[str, str]) -> Journey:
    if row["from_code"] == row["to_code"]:
        return Journey(INSIDE_MINUTES, INSIDE_YEN, TravelMode.LOCAL)
    return Journey(int(row["minutes"]), int(row["yen"]), TravelMode(row["mode"]))
