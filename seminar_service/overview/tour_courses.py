"""How registrations of a tour came in before its seminars, beside earlier tours. Four queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import JAPAN
from seminar_service.overview.dashboards import FigureFilter, conditions
from seminar_service.overview.registration_days import LOOKED_BACK
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour

EARLIER_TOURS: Final = 3
"""With how many earlier tours one is compared: the last ones for which anybody registered."""


@dataclass(frozen=True)
class TourCourse:
    """How many people had registered for a seminar of a tour, on average.

    Attributes:
        tour: The tour.
        seminars: Of how many seminars it is the average, by the days that were left, 0 first: only
            those of which so few are left, and for which anybody has registered.
        reached: The averages, likewise; None where there is no such seminar yet.
    """

    tour: Tour
    seminars: Sequence[int]
    reached: Sequence[float | None]

    @property
    def most_seminars(self) -> int:
        """Of how many seminars it says anything."""
        return max(self.seminars)


@dataclass(frozen=True)
class _Known:
    """A seminar's day, and how many days before it is the last of which anything is known."""

    tour_id: int
    day: date
    since: int


def tour_courses(
    session: Session, tour: Tour, wanted: FigureFilter, *, now: datetime
) -> list[TourCourse]:
    """The course of a tour, then those of earlier ones, the newest first; none without people.

    Which stage is asked for concerns the tour itself: what is compared is over.
    """
    tours = [tour, *_earlier(session, tour)]
    seminars = _seminars(session, tours, wanted, now)
    left = _days_left(session, seminars, wanted.counting.states)
    found = [_course(each, seminars, left) for each in tours]
    return [each for each in found if each.most_seminars]


def _earlier(session: Session, tour: Tour) -> Sequence[Tour]:
    somebody = select(Seminar.tour_id).where(Seminar.stands, Seminar.last_queue_number > 0)
    return session.scalars(
        select(Tour)
        .where(Tour.fiscal_year < tour.fiscal_year, Tour.id.in_(somebody))
        .order_by(Tour.fiscal_year.desc(), Tour.programme)
        .limit(EARLIER_TOURS)
    ).all()


def _seminars(
    session: Session, tours: Sequence[Tour], wanted: FigureFilter, now: datetime
) -> dict[int, _Known]:
    own, *earlier = tours
    elsewhere = FigureFilter(counting=wanted.counting, place=wanted.place)
    rows = _rows(session, [Seminar.tour_id == own.id, *conditions(wanted, now)])
    rows |= _rows(
        session,
        [Seminar.tour_id.in_([each.id for each in earlier]), *conditions(elsewhere, now)],
    )
    today = now.astimezone(JAPAN).date()
    return {
        seminar_id: _Known(tour_id, day, max((day - today).days, 0))
        for seminar_id, (tour_id, day) in rows.items()
    }


def _rows(session: Session, whose: Sequence[ColumnElement[bool]]) -> dict[int, tuple[int, date]]:
    found = select(Seminar.id, Seminar.tour_id, Seminar.day)
    rows = session.execute(found.where(Seminar.last_queue_number > 0, *whose))
    return {seminar_id: (tour_id, day) for seminar_id, tour_id, day in rows}


def _days_left(
    session: Session,
    seminars: Mapping[int, _Known],
    states: Collection[RegistrationState],
) -> dict[int, list[int]]:
    """How many days before a seminar's own people registered; who came afterwards is left out."""
    tour_ids = {each.tour_id for each in seminars.values()}
    rows = session.execute(
        select(Registration.seminar_id, Registration.created_at)
        .join(Registration.seminar)
        .where(Seminar.tour_id.in_(tour_ids), Registration.state.in_(states))
    )
    found: dict[int, list[int]] = {seminar_id: [] for seminar_id in seminars}
    for seminar_id, created_at in rows:
        if seminar_id in found:
            left = (seminars[seminar_id].day - created_at.astimezone(JAPAN).date()).days
            if left >= 0:
                found[seminar_id].append(left)
    return found


def _course(
    tour: Tour, seminars: Mapping[int, _Known], left: Mapping[int, Sequence[int]]
) -> TourCourse:
    """Add up from the day on which somebody registered to the last of which anything is known."""
    changes, known = [0] * (LOOKED_BACK + 2), [0] * (LOOKED_BACK + 1)
    for seminar_id, each in seminars.items():
        if each.tour_id != tour.id or each.since > LOOKED_BACK:
            continue
        known[each.since] += 1
        for days in left[seminar_id]:
            changes[each.since] += 1
            changes[max(min(days, LOOKED_BACK), each.since) + 1] -= 1
    people, numbers = list(accumulate(changes)), list(accumulate(known))
    averages = [
        people[before] / number if number else None for before, number in enumerate(numbers)
    ]
    return TourCourse(tour, tuple(numbers), tuple(averages))
