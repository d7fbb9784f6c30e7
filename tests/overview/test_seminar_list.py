"""The staff's list of a tour's seminars."""

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.overview.seminar_list import seminar_page
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    make_adviser,
    make_bid,
    make_many_seminars,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

DAY = date(2026, 10, 6)


def test_the_list_of_a_tour_is_in_order_and_holds_nothing_of_another(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    tour, other = make_tour(session), make_tour(session, 2027)
    make_seminar(session, make_bid(session, other))
    late = make_seminar(session, make_bid(session, tour), day=DAY, starts_at=time(15))
    early = make_seminar(session, make_bid(session, tour), day=DAY, starts_at=time(9))
    first = make_seminar(
        session,
        make_bid(session, tour),
        day=DAY - timedelta(days=1),
        state=SeminarState.CANCELLED,
    )

    assert [line.seminar for line in seminar_page(session, tour.id).lines] == [first, early, late]
    cancelled = seminar_page(session, tour.id, SeminarState.CANCELLED).lines
    assert [line.seminar for line in cancelled] == [first]


def test_a_line_says_who_has_agreed_and_whether_somebody_has_declined(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    bid = make_bid(session, make_tour(session))
    team = [make_adviser(session), make_adviser(session)]
    seminar = make_seminar(session, bid, team=team, state=SeminarState.TENTATIVE)
    (line,) = seminar_page(session, seminar.tour_id).lines
    assert (line.agreed, line.refused, line.can_be_announced) == (0, False, False)

    seminar.host_confirmation = ConfirmationState.CONFIRMED
    seminar.team[1].confirmation = ConfirmationState.DECLINED

    assert line.answers == [
        ConfirmationState.CONFIRMED,
        ConfirmationState.ASKED,
        ConfirmationState.DECLINED,
    ]
    assert (line.agreed, line.refused) == (1, True)


def test_three_queries_are_enough_for_the_list(sqlite_session: Session) -> None:
    session = sqlite_session
    tour = make_tour(session)
    for _ in range(3):
        team = [make_adviser(session), make_adviser(session)]
        make_seminar(session, make_bid(session, tour), team=team)
    number = tour.id

    with counted_queries(session) as queries:
        for line in seminar_page(session, number).lines:
            assert all(member.adviser.name for member in line.seminar.team)

    assert len(queries) == 3


def test_a_page_holds_so_many_and_one_behind_the_last_is_the_last(session: Session) -> None:
    tour = make_tour(session)
    make_many_seminars(session, tour, [DAY + timedelta(days=each) for each in range(7)])

    pages = [seminar_page(session, tour.id, page=number, page_size=3) for number in (1, 2, 3, 9)]

    assert [(each.page, each.pages, len(each.lines)) for each in pages] == [
        (1, 3, 3),
        (2, 3, 3),
        (3, 3, 1),
        (3, 3, 1),
    ]
    seen = {line.seminar.id for each in pages for line in each.lines}
    assert len(seen) == pages[0].found == pages[0].total == 7


def test_a_month_is_shown_alone_and_one_without_seminars_is_none(session: Session) -> None:
    tour = make_tour(session)
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    for day in days:
        make_seminar(session, make_bid(session, tour), day=day)

    december = seminar_page(session, tour.id, month="2026-12")
    unknown = seminar_page(session, tour.id, month="2026-10")

    assert [line.seminar.day for line in december.lines] == days[1:3]
    assert (december.month, december.found, december.total) == (date(2026, 12, 1), 2, 4)
    assert december.months == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert (unknown.month, unknown.found) == (None, 4)


def test_states_are_counted_whatever_is_looked_for(session: Session) -> None:
    tour = make_tour(session)
    for state in (SeminarState.CONFIRMED, SeminarState.CONFIRMED, SeminarState.HELD):
        make_seminar(session, make_bid(session, tour), day=DAY, state=state)

    found = seminar_page(session, tour.id, SeminarState.HELD, "2026-10")

    assert (found.found, found.announceable) == (1, 2)
    assert found.counts[SeminarState.CONFIRMED] == 2
    assert found.counts[SeminarState.CANCELLED] == 0
