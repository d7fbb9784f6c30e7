"""Seminars as calendars read them."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.calendar_rows import CalendarRow, Shown, calendar_rows
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_topic, make_tour
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
LATER = NOW + timedelta(days=1)


def full(session: Session, tour: Tour, **values: Any) -> Seminar:
    """A seminar of which calendars have much to tell."""
    topics = [make_topic(session, f"code{number}", position=-number) for number in range(2)]
    team = [make_adviser(session, name_en=name, renamed_at=LATER) for name in ("Abe", "")]
    bid = make_bid(session, tour, topics=[topics])
    return make_seminar(session, bid, team=team, **values)


def ids(session: Session, shown: Shown) -> list[str]:
    return [row.public_id for row in calendar_rows(session, shown)]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"audience": Audience.MEMBERS, "venue_position": "35.681236,139.767125"},
        {"description_ja": "<b>,;\\", "description_en": "two\nlines", "calendar_sequence": 4},
        {"state": SeminarState.CANCELLED, "announced_at": NOW, "cancellation_note_en": "Snow"},
        {"state": SeminarState.HELD, "changed_at": LATER + timedelta(days=1)},
    ],
)
def test_an_entry_is_the_same_whether_made_of_a_row_or_of_the_seminar(
    session: Session, tour: Tour, values: dict[str, Any]
) -> None:
    seminar = full(session, tour, **values)

    (row,) = calendar_rows(session, Shown())

    assert row == CalendarRow.of(seminar)
    for locale in Locale:
        addresses = OFFICE.addresses(locale)
        for invites in (True, False):
            made = calendar_entry(row, addresses, invites=invites)
            assert made == calendar_entry(seminar, addresses, invites=invites)


def test_rows_that_say_the_same_are_equal_and_each_name_counts(
    session: Session, tour: Tour
) -> None:
    seminar = full(session, tour)
    rows = {calendar_rows(session, Shown())[0] for _ in range(2)}
    assert len(rows) == 1
    seminar.team[1].adviser.name = "別の 名前"
    session.flush()
    rows |= set(calendar_rows(session, Shown()))
    seminar.topics[0].renamed_at = LATER
    session.flush()
    rows |= set(calendar_rows(session, Shown()))
    assert len(rows) == 3


def test_rows_go_by_time_and_three_queries_are_enough_for_many(
    session: Session, tour: Tour
) -> None:
    late, early, next_day = (
        full(session, tour, day=DAY + timedelta(days=days), starts_at=time(hour), ends_at=time(20))
        for days, hour in ((0, 15), (0, 9), (1, 8))
    )
    expected = [each.public_id for each in (early, late, next_day)]
    with counted_queries(session) as queries:
        rows = calendar_rows(session, Shown())
    assert len(queries) == 3
    assert [row.public_id for row in rows] == expected
    assert {len(row.topics) for row in rows} == {len(row.advisers) for row in rows} == {2}
    assert list(session) == []


def test_seminars_of_the_same_time_have_one_order(session: Session, tour: Tour) -> None:
    rows = [make_seminar(session, make_bid(session, tour), day=DAY) for _ in range(5)]
    expected = [each.public_id for each in sorted(rows, key=lambda each: str(each.uid))]
    assert ids(session, Shown()) == expected


def test_one_tour_one_seminar_a_prefecture_or_a_tour_of_the_archive_beside_all_that_is_current(
    session: Session, tour: Tour
) -> None:
    archived = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    held = {"state": SeminarState.HELD, "day": date(2025, 10, 1)}
    old = make_seminar(session, make_bid(session, archived, place="23"), **held).public_id
    here, there = (
        make_seminar(session, make_bid(session, tour, place=place), day=DAY + timedelta(days=days))
        for days, place in enumerate(("13", "23"))
    )
    make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED)
    both = [here.public_id, there.public_id]

    assert ids(session, Shown()) == both
    assert ids(session, Shown(place="23")) == both[1:]
    assert ids(session, Shown(kept_tour_id=archived.id)) == [old, *both]
    assert ids(session, Shown(kept_tour_id=archived.id, place="23")) == [old, both[1]]
    assert ids(session, Shown(tour_id=archived.id)) == [old]
    assert ids(session, Shown(public_id=both[0])) == both[:1]
    assert ids(session, Shown(public_id="unknown")) == ids(session, Shown(place="47")) == []
