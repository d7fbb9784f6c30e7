"""What a deed of the staff would do, and who would be told, before it is done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.by_hand.chosen import Deed, Obstacle, chosen, obstacles
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import waiting_order
from seminar_service.registrations.states import HOLDING_REGISTRATIONS, RegistrationState
from seminar_service.registrations.waiting_list import MOVING_STATES
from seminar_service.seminars.model import Seminar

ENDING: Final = frozenset({Deed.WITHDRAW, Deed.DECLINE, Deed.TRANSFER})
"""What makes places free."""

Places = tuple[int, AttendanceMode]
"""Those of one seminar, by its number, at the venue or online."""


@dataclass(frozen=True)
class Preview:
    """What a deed would do.

    Attributes:
        rows: The chosen registrations with which it can be done.
        hindered: Those with which it cannot, and why.
        moving_up: Who would move up from the waiting list, or be offered a place.
        to: The seminar to which they would be moved; None where they stay at theirs.
    """

    rows: Sequence[Registration]
    hindered: Sequence[tuple[Registration, Obstacle]]
    moving_up: Sequence[Registration]
    to: Seminar | None = None

    @property
    def seated(self) -> int:
        """How many of those who are moved find a place as things are now; the others wait."""
        if self.to is None:
            return 0
        wanted = Counter(row.mode for row in self.rows)
        return sum(min(each, self.to.places_left_in(mode)) for mode, each in wanted.items())


def preview(
    session: Session, deed: Deed, numbers: Iterable[int], *, now: datetime, to: str = ""
) -> Preview:
    """What a deed would do with the registrations of these numbers. Four queries at most.

    `to` is the public ID of the seminar to which they would be moved.

    Raises:
        NotFound: none of them is there.
    """
    there = session.scalar(select(Seminar).where(Seminar.public_id == to)) if to else None
    found = chosen(session, numbers)
    if not found:
        raise NotFound("registration")
    why = obstacles(session, deed, found, now=now, to=there)
    rows = [row for row in found if row.id not in why]
    return Preview(
        rows=rows,
        hindered=[(row, why[row.id]) for row in found if row.id in why],
        moving_up=_moving_up(session, rows) if deed in ENDING else [],
        to=there,
    )


def _moving_up(session: Session, rows: Sequence[Registration]) -> list[Registration]:
    """The first who wait, as many as there are places once these have gone."""
    left = _places_left(rows)
    waiting = session.scalars(
        select(Registration)
        .join(Registration.seminar)
        .options(contains_eager(Registration.seminar))
        .where(
            Registration.seminar_id.in_({seminar_id for seminar_id, _mode in left}),
            Registration.state == RegistrationState.WAITING,
            Registration.held_until.is_(None),
            Registration.id.not_in([row.id for row in rows]),
        )
        .order_by(Registration.seminar_id, *waiting_order())
    ).all()
    return [row for row in waiting if _takes_one(left, (row.seminar_id, row.mode))]


def _places_left(rows: Sequence[Registration]) -> dict[Places, int]:
    """How many places are left then at each venue, and online.

    Who was let in beyond the last leaves none.
    """
    holding = [row for row in rows if row.state in HOLDING_REGISTRATIONS and not row.beyond]
    freed = [(row.seminar_id, row.mode) for row in holding]
    seminars: Mapping[int, Seminar] = {row.seminar_id: row.seminar for row in rows}
    return {
        (number, mode): seminar.places_left_in(mode) + freed.count((number, mode))
        for number, seminar in seminars.items()
        for mode in seminar.modes
        if seminar.state in MOVING_STATES
    }


def _takes_one(left: dict[Places, int], places: Places) -> bool:
    left[places] = left.get(places, 0) - 1
    return left[places] >= 0
