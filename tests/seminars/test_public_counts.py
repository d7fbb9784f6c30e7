"""How many seminars the public may see."""

from datetime import date, time

from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public import of_current_tours
from seminar_service.seminars.public_counts import Counts, Group, Numbers, count, counting
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_nothing_counts_as_nothing(session: Session) -> None:
    found = count(session, now=NOW)
    assert found.total == Numbers()
    assert (found.by_month(), found.by_place(), found.by_tour()) == ({}, {}, {})


def test_each_seminar_counts_by_how_it_stands(session: Session) -> None:
    tour = make_tour(session)
    for state, announced_at, day in (
        (SeminarState.ANNOUNCED, NOW, OCTOBER),
        (SeminarState.ANNOUNCED, NOW, date(2026, 5, 31)),  # begun, and not closed yet
        (SeminarState.CLOSED, NOW, NOVEMBER),
        (SeminarState.HELD, NOW, date(2026, 5, 1)),
        (SeminarState.CANCELLED, NOW, OCTOBER),
        (SeminarState.CANCELLED, None, OCTOBER),
        (SeminarState.CONFIRMED, None, OCTOBER),
        (SeminarState.TENTATIVE, None, OCTOBER),
    ):
        bid = make_bid(session, tour)
        make_seminar(session, bid, state=state, announced_at=announced_at, day=day)

    found = count(session, now=NOW)

    expected = Numbers(listed=5, to_come=2, held=1, open=1, places=40, free=40)
    assert found.total == expected


def test_a_seminar_that_goes_on_is_still_to_come_and_takes_nobody(session: Session) -> None:
    today = {"day": date(2026, 6, 1), "ends_at": time(12, 1)}  # it is noon in Japan
    make_seminar(session, make_bid(session, make_tour(session)), starts_at=time(12), **today)
    assert count(session, now=NOW).total == Numbers(listed=1, to_come=1)


def test_seminars_are_counted_by_tour_month_and_prefecture(session: Session) -> None:
    tours = [make_tour(session), make_tour(session, 2027)]
    for tour, day, place in (
        (tours[0], OCTOBER, "13"),
        (tours[0], NOVEMBER, "13"),
        (tours[0], NOVEMBER, "23"),
        (tours[1], date(2027, 5, 31), "23"),
    ):
        seminar = make_seminar(session, make_bid(session, tour, place=place), day=day)
    make_registration(session, seminar)

    with counted_queries(session) as queries:
        found = count(session, now=NOW)

    assert len(queries) == 1
    by_month = {month: numbers.listed for month, numbers in found.by_month().items()}
    assert by_month == {OCTOBER: 1, NOVEMBER: 2, date(2027, 5, 1): 1}
    assert list(by_month) == sorted(by_month)
    assert {code: numbers.free for code, numbers in found.by_place().items()} == {
        "13": 80,
        "23": 79,
    }
    assert [each.total.listed for each in found.by_tour().values()] == [3, 1]
    assert found.within({"13"}).total.listed == 2
    assert found.within(()).total.listed == 4
    assert count(session, Seminar.place == "23", now=NOW).total.listed == 2


def test_only_what_was_held_or_will_be_has_a_place() -> None:
    groups = [
        Group(1, OCTOBER, place, numbers)
        for place, numbers in (
            ("13", Numbers(listed=2, held=1)),
            ("23", Numbers(listed=1, to_come=1)),
            ("27", Numbers(listed=1)),
        )
    ]
    assert Counts(groups).places == {"13", "23"}


def test_sqlite_counts_from_an_index_and_looks_at_no_row(sqlite_session: Session) -> None:
    statement = counting(of_current_tours(), now=NOW)
    text = str(statement.compile(sqlite_session.get_bind(), compile_kwargs={"literal_binds": True}))
    connection = sqlite_session.connection()
    plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert "SCAN seminar USING COVERING INDEX ix_seminar_counted" in plan
