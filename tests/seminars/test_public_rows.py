"""Rows of public lists."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public_rows import SHOWN, SeminarRow, by_month, row_of
from seminar_service.seminars.publicity import Standing
from seminar_service.storage.reading import read_rows
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour

DAY = date(2026, 10, 6)


def instant(hour: int, minute: int) -> datetime:
    return datetime.fromisoformat(f"{DAY}T{hour:02}:{minute:02}:00+09:00")


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session), capacity=2)
    found = make_seminar(session, bid, day=DAY, title_en="Brands")
    make_registration(session, found)
    return found


def read(session: Session, now: datetime) -> SeminarRow:
    (values,) = read_rows(session, select(*SHOWN))
    return row_of(values, now)


def test_a_row_says_what_the_database_says_and_equals_one_that_says_the_same(
    session: Session, seminar: Seminar
) -> None:
    row = read(session, NOW)
    for name in ("public_id", "tour_id", "day", "starts_at", "ends_at", "place", "title_ja"):
        assert getattr(row, name) == getattr(seminar, name), name
    for name in ("venue_name", "host_name", "audience", "capacity", "waiting", "places_left"):
        assert getattr(row, name) == getattr(seminar, name), name
    assert (row.title("en"), row.title("ja")) == ("Brands", seminar.title_ja)
    assert {row, read(session, NOW)} == {row}
    make_registration(session, seminar)
    assert {row, read(session, NOW)} != {row}


def test_how_it_stands_follows_the_clock_and_the_places(session: Session, seminar: Seminar) -> None:
    def at(hour: int, minute: int) -> tuple[Standing, bool, bool]:
        row = read(session, instant(hour, minute))
        return row.standing, row.takes_people, row.over

    assert at(13, 29) == (Standing.OPEN, True, False)
    assert at(13, 30) == at(16, 29) == (Standing.CLOSED, False, False)
    assert at(16, 30) == (Standing.CLOSED, False, True)
    make_registration(session, seminar)
    assert at(13, 29) == (Standing.FULL, True, False)


@pytest.mark.usefixtures("seminar")
def test_rows_are_grouped_by_the_month_of_their_day(session: Session) -> None:
    row = read(session, NOW)
    days = [date(2026, 10, 6), date(2026, 10, 31), date(2026, 11, 1), date(2027, 10, 1)]
    months = by_month([row._replace(day=day) for day in days])
    assert [(month.first_day, len(month.rows)) for month in months] == [
        (date(2026, 10, 1), 2),
        (date(2026, 11, 1), 1),
        (date(2027, 10, 1), 1),
    ]
