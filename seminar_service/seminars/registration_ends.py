"""When registration for a seminar opens and ends, kept with it so that lists can ask for it.

It follows from what the seminar says itself or else from the rules of its tour, and is found anew
by whatever writes one of them: nobody has to think of it. Statements that change days of seminars
without the mapper would have to; there are none.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, event, inspect, select, update
from sqlalchemy.orm import Mapper

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import registration_ends, registration_opens
from seminar_service.tours.model import Tour

_OF_TOUR = ("registration_closes_days", "registration_closes_hours", "registration_opens_days")
_OF_SEMINAR = (
    *("day", "starts_at", "tour_id", "registration_closes_on", "registration_closes_time"),
    *("registration_closes_hours", "registration_opens_on", "registration_opens_time"),
)


@event.listens_for(Seminar, "before_insert")
def _of_new_seminar(_mapper: Mapper[Seminar], connection: Connection, seminar: Seminar) -> None:
    _find_anew(connection, seminar)


@event.listens_for(Seminar, "before_update")
def _of_seminar(_mapper: Mapper[Seminar], connection: Connection, seminar: Seminar) -> None:
    if _has_changed(seminar, _OF_SEMINAR):
        _find_anew(connection, seminar)


@event.listens_for(Tour, "after_update")
def _of_tour(_mapper: Mapper[Tour], connection: Connection, tour: Tour) -> None:
    """The rules of a tour hold for each of its seminars that says nothing itself."""
    if not _has_changed(tour, _OF_TOUR):
        return
    mine = select(*_SAID, Seminar.id).where(Seminar.tour_id == tour.id)
    rule = _Rule(tour.registration_closes_before, tour.registration_opens_days)
    found = [
        {"key": row.id, "ends": ends, "opens": opens}
        for row in connection.execute(mine)
        for ends, opens in [_times(row, rule)]
    ]
    if found:
        table = Seminar.__table__
        row = update(table).where(table.c.id == bindparam("key"))  # type: ignore[arg-type]
        times = {"registration_ends_at": "ends", "registration_opens_at": "opens"}
        values: dict[str, Any] = {column: bindparam(name) for column, name in times.items()}
        connection.execute(row.values(values), found)


class _Rule(NamedTuple):
    """What a tour says: how long before the start registration ends, how many days it opens."""

    closes_before: timedelta
    opens_days: int


_SAID = (
    *(Seminar.day, Seminar.starts_at, Seminar.registration_closes_on),
    *(Seminar.registration_closes_time, Seminar.registration_closes_hours),
    *(Seminar.registration_opens_on, Seminar.registration_opens_time),
)


def _times(row: Any, rule: _Rule) -> tuple[datetime, datetime | None]:  # noqa: ANN401 (a seminar, or its columns)
    """When registration ends and opens, by what a seminar says itself or else by the rule."""
    hours = row.registration_closes_hours
    ends = registration_ends(
        row.day,
        row.starts_at,
        row.registration_closes_on,
        rule.closes_before if hours is None else timedelta(hours=hours),
        row.registration_closes_time,
    )
    opens = registration_opens(
        row.day, row.registration_opens_on, row.registration_opens_time, rule.opens_days
    )
    return ends, opens


def _find_anew(connection: Connection, seminar: Seminar) -> None:
    columns = (
        *(Tour.registration_closes_days, Tour.registration_closes_hours),
        Tour.registration_opens_days,
    )
    found = connection.execute(select(*columns).where(Tour.id == seminar.tour_id)).one()
    days, hours, opens_days = found
    rule = _Rule(timedelta(days=days, hours=hours), opens_days)
    seminar.registration_ends_at, seminar.registration_opens_at = _times(seminar, rule)


def _has_changed(row: Any, names: tuple[str, ...]) -> bool:  # noqa: ANN401 (a row of any table)
    state = inspect(row)
    return any(state.attrs[name].history.has_changes() for name in names)
