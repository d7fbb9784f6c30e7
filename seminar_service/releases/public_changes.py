"""Which seminars the public knows of that are not held as they were announced first.

Nothing that was not public before leaves here: a seminar that moved before it was announced is
none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from seminar_service.planning.model import Plan
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public import of_current_tours
from seminar_service.seminars.public_rows import SHOWN, SeminarRow, row_of
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage

MOST_TOLD: Final = 100
"""The most seminars of each kind; of more the last by day."""


@dataclass(frozen=True, slots=True)
class MovedSeminar:
    """A seminar, with the day that was announced before its last move, and when it moved."""

    row: SeminarRow
    before: date
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class PublicChanges:
    """What moved, and what was cancelled, of all tours that are not over; by day."""

    moved: Sequence[MovedSeminar]
    cancelled: Sequence[SeminarRow]


def public_changes(reader: Reader, *, now: datetime) -> PublicChanges:
    """Read what is not held as announced. Three queries."""
    moves = _moves(reader)
    rows = {
        key: (row_of(values, now), announced_at)
        for key, announced_at, *values in _seminars(reader, Seminar.id.in_(moves))
    }
    moved = [
        MovedSeminar(row, before, at)
        for key, (row, announced_at) in rows.items()
        if (last := _last(moves[key], announced_at))
        for at, before in [last]
    ]
    cancelled = [
        row_of(values, now)
        for _key, _announced_at, *values in _seminars(
            reader, Seminar.state == SeminarState.CANCELLED
        )
    ]
    standing = [each for each in moved if each.row.public_id not in _ids(cancelled)]
    return PublicChanges(standing[-MOST_TOLD:], cancelled[-MOST_TOLD:])


def _ids(rows: Iterable[SeminarRow]) -> set[str]:
    return {each.public_id for each in rows}


def _last(
    moves: Sequence[tuple[datetime, date]], announced_at: datetime | None
) -> tuple[datetime, date] | None:
    """The last move of a seminar after it was announced; none where it moved before alone."""
    later = [each for each in moves if announced_at is not None and each[0] > announced_at]
    return max(later, default=None)


def _moves(reader: Reader) -> Mapping[int, Sequence[tuple[datetime, date]]]:
    """When each seminar (key) of a tour that is not over moved, and from which day."""
    records = read_rows(
        reader,
        select(Plan.released_at, ReleaseRecord.changes)
        .join(Plan, Plan.id == ReleaseRecord.plan_id)
        .join(Tour, Tour.id == Plan.tour_id)
        .where(Tour.stage != TourStage.ARCHIVED, Plan.released_at.is_not(None)),
    )
    found: dict[int, list[tuple[datetime, date]]] = {}
    for released_at, changes in records:
        for each in changes:
            change = Change.of_data(each)
            if change.kind is ChangeKind.MOVED and change.before is not None:
                found.setdefault(int(each["seminar"]), []).append((released_at, change.before.day))
    return found


def _seminars(reader: Reader, condition: ColumnElement[bool]) -> Sequence[Any]:
    """Seminars that the public knows of, by day."""
    return read_rows(
        reader,
        select(Seminar.id, Seminar.announced_at, *SHOWN)
        .where(condition, Seminar.is_public, of_current_tours())
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id),
    )
