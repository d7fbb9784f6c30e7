"""Who comes to a seminar, as a list to tick and to sign at its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.overview.seminars import seminar_head
from seminar_service.registrations.answer_counts import COUNTED
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

UNDECIDED: Final = (
    RegistrationState.PROVISIONAL,
    RegistrationState.OFFERED,
    RegistrationState.WAITING,
)
"""Who has no place that holds, and may come all the same."""


@dataclass(frozen=True)
class SignInList:
    """The people of a seminar by reading.

    Attributes:
        seminar: The seminar, with its tour.
        people: Those with a place that holds, also beyond the last one.
        undecided: Those whose place is held or offered, and those who wait; empty unless asked for.
    """

    seminar: Seminar
    people: Sequence[Registration]
    undecided: Sequence[Registration]

    @property
    def rows(self) -> int:
        """How many people are on it."""
        return len(self.people) + len(self.undecided)


def sign_in_list(
    session: Session,
    public_id: str,
    *,
    with_undecided: bool,
    with_online: bool = False,
    most: int,
) -> SignInList:
    """Read the list of a seminar, as many people as `most`. Two queries.

    Who attends online does not come to the door, and is on it only `with_online`.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = seminar_head(session, public_id)
    wanted = (*COUNTED, *UNDECIDED) if with_undecided else COUNTED
    modes = tuple(AttendanceMode) if with_online else (AttendanceMode.ON_SITE,)
    rows = session.scalars(
        select(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state.in_(wanted),
            Registration.mode.in_(modes),
        )
        .order_by(Registration.reading_key, Registration.id)
        .limit(most)
    ).all()
    people = [row for row in rows if row.state in COUNTED]
    return SignInList(seminar, people, [row for row in rows if row.state not in COUNTED])
