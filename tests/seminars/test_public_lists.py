"""Lists of public seminars, a page at a time."""

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from seminar_service.seminars.public_lists import (
    NEXT_ROWS,
    PAGE_ROWS,
    Order,
    SeminarList,
    Wanted,
    next_seminars,
    offered_topics,
    seminar_list,
)
from seminar_service.seminars.publicity import Standing
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import (
    NOW,
    make_bid,
    make_many_seminars,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.statements import counted_queries

DAY = date(2026, 10, 6)


def ids(found: SeminarList) -> list[str]:
    return [each.public_id for part in found.parts for each in part.rows]


def test_rows_go_by_day_and_time_without_what_nobody_knows_of(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour)
    gone = make_seminar(session, bid, state=SeminarState.CANCELLED, announced_at=NOW, day=DAY)
    make_seminar(session, bid, state=SeminarState.CANCELLED, day=DAY)
    after = make_seminar(session, bid, day=DAY + timedelta(days=1))
    early = make_seminar(session, make_bid(session, tour), day=DAY, starts_at=time(9))
    for state in (SeminarState.TENTATIVE, SeminarState.CONFIRMED):
        make_seminar(session, make_bid(session, tour), state=state)

    found = seminar_list(session, Wanted(), page=1, now=NOW)

    assert ids(found) == [early.public_id, after.public_id, gone.public_id]
    assert [(part.tour_id, part.over) for part in found.parts] == [
        (tour.id, False),
        (tour.id, True),
    ]
    assert (found.is_whole, found.month, found.pages, found.found) == (True, None, 1, 3)


def test_orders_are_those_of_the_database(session: Session, tour: Tour) -> None:
    full = make_seminar(session, make_bid(session, tour, place="13", capacity=1), day=DAY)
    make_registration(session, full)
    large = make_seminar(session, make_bid(session, tour, place="47", capacity=90), day=DAY)
    closed = make_bid(session, tour, place="01", capacity=99)
    shut = make_seminar(session, closed, day=DAY, state=SeminarState.CLOSED)
    expected = {
        Order.DAY: [full, large, shut],
        Order.PLACE: [shut, full, large],
        Order.PLACES_LEFT: [large, full, shut],
    }
    for order, rows in expected.items():
        found = seminar_list(session, Wanted(order=order), page=1, now=NOW)
        assert ids(found) == [each.public_id for each in rows], order


def test_a_long_list_begins_with_the_month_in_which_something_is_to_come(
    session: Session, tour: Tour
) -> None:
    over = make_bid(session, tour)
    make_seminar(session, over, state=SeminarState.HELD, day=date(2026, 4, 10))
    make_many_seminars(session, tour, [date(2026, 7, 1)] * PAGE_ROWS)

    found = seminar_list(session, Wanted(), page=1, now=NOW)
    assert (found.is_whole, found.month, found.found) == (False, date(2026, 7, 1), PAGE_ROWS)

    afterwards = NOW + timedelta(days=400)
    past = seminar_list(session, Wanted(), page=1, now=afterwards)
    assert past.month == date(2026, 7, 1)
    assert [part.over for part in past.parts] == [True]


def test_a_crowded_month_has_pages_of_its_own(session: Session, tour: Tour) -> None:
    make_many_seminars(session, tour, [DAY] * (PAGE_ROWS * 2 + 1))
    pages = [
        seminar_list(session, Wanted(month=date(2026, 10, 1)), page=number, now=NOW)
        for number in (1, 2, 3, 4)
    ]
    assert [len(ids(each)) for each in pages] == [PAGE_ROWS, PAGE_ROWS, 1, 1]
    assert [each.page for each in pages] == [1, 2, 3, 3]
    assert len({row for each in pages for row in ids(each)}) == PAGE_ROWS * 2 + 1
    assert {each.pages for each in pages} == {3}


def test_two_queries_are_enough_and_load_no_object(session: Session, tour: Tour) -> None:
    make_seminar(session, make_bid(session, tour))
    with counted_queries(session) as queries:
        found = seminar_list(session, Wanted(), page=1, now=NOW)
    assert len(queries) == 2
    assert found.found == 1
    assert list(session) == []


def test_one_tour_alone_or_a_month_of_any_tour_can_be_wanted(session: Session, tour: Tour) -> None:
    archived = make_tour(session, 2015, stage=TourStage.ARCHIVED)
    held = make_bid(session, archived)
    old = make_seminar(session, held, state=SeminarState.HELD, day=date(2015, 12, 31))
    new = make_seminar(session, make_bid(session, tour), day=date(2026, 12, 31))
    for wanted, expected in (
        (Wanted(), [new.public_id]),
        (Wanted(archived.id), [old.public_id]),
        (Wanted(month=date(2015, 12, 1)), [old.public_id]),
        (Wanted(archived.id, month=date(2026, 12, 1)), []),
    ):
        assert ids(seminar_list(session, wanted, page=1, now=NOW)) == expected


def test_the_next_seminars_of_each_tour_share_the_front_page(session: Session, tour: Tour) -> None:
    later = make_tour(session, 2027)
    for each in (tour, later):
        year = each.fiscal_year
        make_many_seminars(session, each, [date(year, 10, 1 + day) for day in range(30)])

    ids = tour.id, later.id
    with counted_queries(session) as queries:
        found = next_seminars(session, ids, now=NOW)

    assert len(queries) == 1
    assert [each.tour_id for each in found] == [ids[0]] * 6 + [ids[1]] * 6
    assert [each.day.day for each in found] == [*range(1, 7)] * 2
    alone = next_seminars(session, ids[1:], now=NOW)
    assert [each.day for each in alone] == [date(2027, 10, 1 + day) for day in range(NEXT_ROWS)]
    assert next_seminars(session, (), now=NOW) == []
    assert next_seminars(session, ids, now=NOW + timedelta(days=900)) == []


def test_topics_are_offered_that_some_public_seminar_has(session: Session, tour: Tour) -> None:
    make_topic(session, "unused")
    for code, position, state in (
        ("second", 2, SeminarState.ANNOUNCED),
        ("first", 1, SeminarState.ANNOUNCED),
        ("secret", 0, SeminarState.CONFIRMED),
    ):
        topic = make_topic(session, code, position=position)
        make_seminar(session, make_bid(session, tour, topics=[[topic]]), state=state)
    other = make_tour(session, 2015, stage=TourStage.ARCHIVED)
    assert [each.code for each in offered_topics(session)] == ["first", "second"]
    assert [each.code for each in offered_topics(session, tour.id)] == ["first", "second"]
    assert offered_topics(session, other.id) == []


def test_a_full_venue_with_places_online_has_places_left_and_can_be_attended_online(
    session: Session, tour: Tour
) -> None:
    hybrid = make_seminar(
        session, make_bid(session, tour), capacity=1, taken=1, online_capacity=2, day=DAY
    )
    make_seminar(session, make_bid(session, tour), capacity=1, taken=1, day=DAY)

    for wanted in (Wanted(only_places=True), Wanted(only_online=True)):
        found = seminar_list(session, wanted, page=1, now=NOW)
        assert ids(found) == [hybrid.public_id]
        (row,) = found.parts[0].rows
        assert (row.standing, row.places_left, row.online) == (Standing.OPEN, 0, (2, 2, 0))
        assert (found.counts.total.places, found.counts.total.free) == (3, 2)
