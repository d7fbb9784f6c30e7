"""What moving a seminar to another day costs in planning: the more, the more people it concerns."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour

PRICE_CEILING_YEN: Final = 1_000_000_000
"""The highest price that a planning problem takes."""

_AGREED: Final = frozenset({SeminarState.CONFIRMED, SeminarState.ANNOUNCED})


@dataclass(frozen=True, slots=True)
class PriceOfMoving:
    """The price of moving one seminar, in its parts; amounts are whole yen.

    Attributes:
        date_yen: What moving any published seminar costs.
        confirmed_yen: What is added because host and advisers have agreed; 0 where they have not.
        announced_yen: What is added because it is announced; 0 where it is not.
        registered: How many people hold a place or wait for one.
        registered_yen: What is added for each of them.
    """

    date_yen: int
    confirmed_yen: int
    announced_yen: int
    registered: int
    registered_yen: int

    @property
    def steps(self) -> tuple[bool, bool]:
        """How far the seminar has come, as far as that costs something."""
        return bool(self.confirmed_yen), bool(self.announced_yen)

    @property
    def people_yen(self) -> int:
        """What is added for all who are registered."""
        return self.registered * self.registered_yen

    @property
    def extra_yen(self) -> int:
        """What is added to the price of moving any seminar; as much as a price can be at most."""
        return min(self.confirmed_yen + self.announced_yen + self.people_yen, PRICE_CEILING_YEN)

    @property
    def yen(self) -> int:
        """The whole price of another day."""
        return self.date_yen + self.extra_yen

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "PriceOfMoving":
        """Read what `document` has written."""
        return cls(**document)


def price_of_moving(tour: Tour, state: SeminarState, registered: int) -> PriceOfMoving:
    """Return what moving a seminar costs by the rule of its tour.

    Args:
        tour: The tour, whose settings hold the rule.
        state: How far the seminar has come.
        registered: How many people hold a place or wait for one.
    """
    return PriceOfMoving(
        date_yen=tour.change_date_yen,
        confirmed_yen=tour.change_confirmed_yen if state in _AGREED else 0,
        announced_yen=tour.change_announced_yen if state is SeminarState.ANNOUNCED else 0,
        registered=registered,
        registered_yen=tour.change_registered_yen,
    )
