"""On which days people registered: of a seminar, and of earlier ones as long before their days."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import JAPAN
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

LOOKED_BACK: Final = 60
"""Days before a seminar that are shown one by one; who registered earlier is in the first."""
EARLIER: Final = 30
"""Seminars with which one is compared: the last ones for which anybody registered."""
ENOUGH: Final = 3
"""With fewer nothing is compared: they would say nothing of what is usual."""

Days = Mapping[date, int]
"""How many registered on each day in Japan on which anybody did."""


@dataclass(frozen=True)
class Usual:
    """What was usual with earlier seminars.

    Attributes:
        seminars: How many there are.
        reached: How many people had registered on average, by the days that were left.
    """

    seminars: int
    reached: Sequence[float]

    def at(self, left: int) -> float | None:
        """How many had registered so many days before; None where nobody looks that far back."""
        return self.reached[max(left, 0)] if left <= LOOKED_BACK else None


def days_of(
    session: Session, seminar_ids: Collection[int], states: Collection[RegistrationState]
) -> dict[int, Counter[date]]:
    """On which days people registered for seminars, of those in some states. One query."""
    rows = session.execute(
        select(Registration.seminar_id, Registration.created_at).where(
            Registration.seminar_id.in_(seminar_ids), Registration.state.in_(states)
        )
    )
    found: dict[int, Counter[date]] = {seminar_id: Counter() for seminar_id in seminar_ids}
    for seminar_id, created_at in rows:
        found[seminar_id][created_at.astimezone(JAPAN).date()] += 1
    return found


def usual(
    session: Session,
    states: Collection[RegistrationState],
    *,
    now: datetime,
    besides: int | None = None,
) -> Usual | None:
    """What was usual with seminars whose day is over; None where they are too few. Two queries.

    Args:
        session: The database.
        states: Which registrations count.
        now: The present instant.
        besides: A seminar that is compared, and not among them.
    """
    today = now.astimezone(JAPAN).date()
    rows = session.execute(
        select(Seminar.id, Seminar.day)
        .where(
            Seminar.day < today,
            Seminar.stands,
            Seminar.last_queue_number > 0,
            Seminar.id != (besides or 0),
        )
        .order_by(Seminar.day.desc(), Seminar.id.desc())
        .limit(EARLIER)
    ).all()
    if len(rows) < ENOUGH:
        return None
    days = days_of(session, [row.id for row in rows], states)
    courses = [course(days[row.id], row.day, row.day) for row in rows]
    sums = (sum(each[left] for each in courses) for left in range(LOOKED_BACK + 1))
    return Usual(len(rows), tuple(each / len(rows) for each in sums))


def course(days: Days, day: date, until: date) -> list[int]:
    """How many had registered, by the days that were left before `day`: 0, 1, up to `LOOKED_BACK`.

    Days after `until` are as it: nobody knows them yet.
    """
    left = range(LOOKED_BACK + 1)
    ends = [min(day - timedelta(days=each), until) for each in left]
    reached = dict.fromkeys(ends, 0)
    for end in reached:
        reached[end] = sum(number for each, number in days.items() if each <= end)
    return [reached[end] for end in ends]
