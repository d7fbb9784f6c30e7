"""Calendars are told of a name that many of their entries show."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.calendar_changes import mark_all_calendars
from seminar_service.advisers.model import Adviser
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_tour

LATER = NOW + timedelta(hours=1)


def test_every_tours_and_advisers_calendar_has_changed(sqlite_session: Session) -> None:
    rows: list[Tour | Adviser] = [
        *(make_tour(sqlite_session, fiscal_year) for fiscal_year in (2025, 2026)),
        *(make_adviser(sqlite_session) for _ in range(2)),
    ]
    versions = [row.version for row in rows]

    with transaction(sqlite_session):
        mark_all_calendars(sqlite_session, now=LATER)

    assert {row.calendar_changed_at for row in rows} == {LATER}
    assert [row.version for row in rows] == versions


def test_nothing_has_changed_where_the_callers_transaction_fails(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)

    mark_all_calendars(sqlite_session, now=LATER)
    sqlite_session.rollback()

    assert tour.calendar_changed_at == NOW
