"""Which dates hosts and advisers are asked about."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.rounds.queries import (
    advisers_tours,
    due_days,
    host_of_bid,
    reader_of,
    readers_of_tour,
)
from seminar_service.rounds.values import Who
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour
from tests.rounds.support import (
    DAY,
    DUE,
    NEXT,
    host_of,
    one_asked,
    readers,
    released,
    wide_tour,
)
from tests.statements import counted_queries

TODAY = day_of(NOW)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_a_contact_with_several_bids_is_one_host_and_an_adviser_has_all_own_dates(
    session: Session,
) -> None:
    tour = wide_tour(session)
    first, second = (make_bid(session, tour, contact_email="one@example.jp") for _ in range(2))
    other, adviser = make_bid(session, tour), make_adviser(session, tour)
    released(
        session,
        tour,
        {
            first: (NEXT, [adviser]),
            second: (DAY, [adviser]),
            other: (DAY + timedelta(2), [adviser]),
        },
    )

    found = readers(session, tour)

    assert len(found) == 3
    one = found[Who.host("ONE@example.jp")]
    assert [each.seminar.bid_id for each in one.dates] == [second.id, first.id]
    assert (one.bid, one.due_on, one.address) == (second, DUE, "one@example.jp")
    own = found[Who(adviser.id)]
    assert (len(own.open), own.adviser, own.address) == (3, adviser, adviser.email)


def test_only_what_waits_for_an_answer_is_open(session: Session) -> None:
    tour = make_tour(session)
    states = {
        SeminarState.TENTATIVE: True,
        SeminarState.CONFIRMED: False,
        SeminarState.ANNOUNCED: False,
    }
    for state, is_open in states.items():
        bid = make_bid(session, tour)
        make_seminar(session, bid, state=state)
        reader = host_of(session, bid)
        assert (bool(reader.open), len(reader.dates)) == (is_open, 1)


def test_what_is_cancelled_over_or_closed_is_nobodys_date(session: Session) -> None:
    tour = make_tour(session)
    for values in (
        {"state": SeminarState.CANCELLED},
        {"state": SeminarState.CLOSED},
        {"state": SeminarState.TENTATIVE, "day": TODAY - timedelta(days=1)},
    ):
        make_seminar(session, make_bid(session, tour), **values)

    assert readers(session, tour) == {}


def test_who_has_bid_with_another_address_since_is_somebody_else(session: Session) -> None:
    _tour, bid, _ = one_asked(session)
    bid.contact_email = "successor@example.jp"
    session.commit()

    reader = host_of(session, bid)

    assert (reader.asking, reader.due_on, len(reader.open)) == (None, None, 1)
    assert not reader.is_late(DUE + timedelta(days=1))


def test_it_is_late_behind_the_day_and_not_on_it(session: Session) -> None:
    _, bid, _ = one_asked(session)
    reader = host_of(session, bid)

    assert [reader.is_late(DUE + timedelta(days=days)) for days in (0, 1)] == [False, True]


def test_a_bid_without_a_date_has_a_host_without_any(session: Session) -> None:
    bid = make_bid(session, make_tour(session))

    assert host_of_bid(session, bid.id, today=TODAY).dates == ()
    with pytest.raises(NotFound):
        host_of_bid(session, 999, today=TODAY)


def test_a_link_from_before_the_bid_got_another_mailbox_opens_its_own_date_alone(
    session: Session,
) -> None:
    tour = wide_tour(session)
    taken_over, others = (make_bid(session, tour, contact_email="b@example.jp") for _ in range(2))
    for bid in (taken_over, others):
        make_seminar(session, bid, team=[], state=SeminarState.TENTATIVE)
    taken_over.contact_changed_at = NOW
    session.commit()

    def bids(link_made_at: datetime | None) -> set[int]:
        reader = host_of_bid(session, taken_over.id, today=TODAY, link_made_at=link_made_at)
        return {each.seminar.bid_id for each in reader.dates}

    assert bids(NOW - timedelta(minutes=1)) == {taken_over.id}
    assert bids(NOW) == bids(None) == {taken_over.id, others.id}


def test_an_adviser_is_asked_by_each_tour_until_its_own_day(session: Session) -> None:
    tour, _, adviser = one_asked(session)
    later = make_tour(session, 2027)
    seminar = make_seminar(
        session, make_bid(session, later), team=[adviser], state=SeminarState.TENTATIVE
    )

    found = advisers_tours(session, adviser.id, today=TODAY)

    assert [reader.dates[0].seminar.tour_id for reader in found] == [tour.id, later.id]
    assert [reader.due_on for reader in found] == [DUE, None]
    assert due_days(found) == [DUE]
    seminar.team[0].confirmation = ConfirmationState.CONFIRMED
    session.commit()
    assert [bool(each.open) for each in advisers_tours(session, adviser.id, today=TODAY)] == [
        True,
        False,
    ]
    with pytest.raises(NotFound):
        advisers_tours(session, 999, today=TODAY)


def test_the_number_of_queries_does_not_grow_with_the_tour(session: Session) -> None:
    tour = wide_tour(session)
    adviser = make_adviser(session, tour)
    key, who, made = tour.id, adviser.id, []
    for _ in range(4):
        tour, adviser = session.get_one(Tour, key), session.get_one(Adviser, who)
        bid = make_bid(session, tour)
        make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
        session.expire_all()
        with counted_queries(session) as queries:
            for reader in readers_of_tour(session, key, today=TODAY):
                assert reader.address
                assert all(each.seminar.host_name and each.can_answer for each in reader.dates)
        made.append(len(queries))

    assert made[1:] == made[:-1]


def test_one_reader_is_the_same_as_among_all_and_costs_the_same_in_any_tour(
    session: Session,
) -> None:
    tour = wide_tour(session)
    other = make_adviser(session, tour)
    made = []
    for number in range(4):
        bid = make_bid(session, tour, contact_email=f"host{number}@example.jp")
        team = [make_adviser(session, tour)]
        make_seminar(session, bid, team=team, state=SeminarState.TENTATIVE)
    key, idle = tour.id, Who(other.id)
    asked = [Who.host("host2@example.jp"), Who(team[0].id)]
    for _ in range(2):
        session.expire_all()
        with counted_queries(session) as queries:
            found = [reader_of(session, key, who, today=TODAY) for who in asked]
        made.append(len(queries))
        assert found == [
            next(each for each in readers_of_tour(session, key, today=TODAY) if each.who == who)
            for who in asked
        ]
        bid = make_bid(session, session.get_one(Tour, key))
        make_seminar(session, bid, state=SeminarState.TENTATIVE)

    assert made[0] == made[1]
    assert reader_of(session, key, idle, today=TODAY) is None
    assert reader_of(session, key, Who.host("nobody@example.jp"), today=TODAY) is None
