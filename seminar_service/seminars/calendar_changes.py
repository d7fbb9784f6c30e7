"""What calendars are told when a seminar changes."""

from datetime import datetime

from seminar_service.seminars.model import Seminar


def touch(seminar: Seminar, *, now: datetime) -> None:
    """Let every calendar that shows a seminar know that there is something new.

    Part of the caller's transaction: for whatever changes anything that an entry shows. Who left
    the team is to be told by the caller. The revision that asks readers to look again at day,
    venue or status rises by itself, see `Seminar`.
    """
    seminar.changed_at = now
    seminar.tour.calendar_changed_at = now
    for member in seminar.team:
        member.adviser.calendar_changed_at = now
