"""Whatever a calendar entry shows changes, and calendars are told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.calendars.values import CalendarEntry
from seminar_service.domain.addresses import Addresses
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour

LATER = NOW + timedelta(hours=1)
ANOTHER: dict[type, Any] = {
    date: date(2027, 2, 3),
    time: time(17, 45),
    str: "別の言葉",
    int: 77,
}
BOOKKEEPING = {"id", "tour_id", "bid_id", "calendar_sequence", "changed_at", "uid", "created_at"}
COLUMNS = sorted(set(Seminar.__table__.columns.keys()) - BOOKKEEPING)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced one, with an adviser."""
    tour = make_tour(session)
    team = [make_adviser(session, tour)]
    seminar = make_seminar(session, make_bid(session, tour), team=team, starts_at=time(13, 30))
    session.refresh(seminar)
    return seminar


def shown(seminar: Seminar) -> CalendarEntry:
    """What an entry shows, without its revision."""
    entry = calendar_entry(seminar, Addresses("https://seminar.example.jp"))
    return replace(entry, sequence=0, changed_at=NOW)


def planned_by(seminar: Seminar) -> tuple[object, ...]:
    entry = shown(seminar)
    return entry.start, entry.end, entry.location, entry.status


def another(seminar: Seminar, column: str) -> Any:
    """Another value for a column, of its kind."""
    now = getattr(seminar, column)
    if column == "place":
        return "01"
    if column == "venue_position":
        return "35.68950,139.69170"
    if now is None or isinstance(now, datetime):
        return LATER
    return ANOTHER.get(type(now)) or next(each for each in type(now) if each is not now)


@pytest.mark.parametrize("column", COLUMNS)
def test_the_revision_rises_with_what_people_plan_by_and_with_nothing_else(
    session: Session, seminar: Seminar, column: str
) -> None:
    before = planned_by(seminar)
    with session.no_autoflush:  # the database has rules of its own, which are not asked here
        setattr(seminar, column, another(seminar, column))
        assert seminar.calendar_sequence == (1 if planned_by(seminar) != before else 0)


@pytest.mark.parametrize("before", SeminarState)
@pytest.mark.parametrize("after", SeminarState)
def test_a_state_that_calendars_show_alike_leaves_the_revision(
    session: Session, seminar: Seminar, before: SeminarState, after: SeminarState
) -> None:
    seminar.state = before
    session.flush()
    known, revision = planned_by(seminar), seminar.calendar_sequence
    seminar.state = after
    session.flush()
    assert (seminar.calendar_sequence > revision) == (planned_by(seminar) != known)


def test_what_changes_together_raises_the_revision_once(session: Session, seminar: Seminar) -> None:
    seminar.day += timedelta(days=1)
    seminar.starts_at, seminar.venue_name = time(10), "別館"
    session.flush()
    assert seminar.calendar_sequence == 1


def test_whoever_is_touched_by_a_change_is_asked_to_look_again(
    session: Session, seminar: Seminar
) -> None:
    touch(seminar, now=LATER)
    session.flush()
    assert seminar.changed_at == seminar.tour.calendar_changed_at == LATER
    assert [member.adviser.calendar_changed_at for member in seminar.team] == [LATER]
