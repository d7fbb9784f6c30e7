"""Seminars as the staff sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.overview.seminars import seminar_detail, seminar_of_bid
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)

DAY = date(2026, 10, 6)


@pytest.fixture
def bid(session: Session) -> Bid:
    return make_bid(session, make_tour(session))


def register(session: Session, seminar: Seminar, state: RegistrationState, **values: Any) -> int:
    until = NOW + timedelta(hours=1) if state is RegistrationState.PROVISIONAL else None
    row = make_registration(session, seminar, state=state, held_until=until, **values)
    return row.id


@pytest.mark.parametrize("stands_first", [True, False])
def test_of_a_bids_seminars_the_one_that_stands_is_found(
    session: Session, bid: Bid, stands_first: bool
) -> None:
    states = [SeminarState.CANCELLED, SeminarState.ANNOUNCED]
    if stands_first:
        states.reverse()
    for state in states:
        make_seminar(session, bid, state=state)
    make_seminar(session, make_bid(session, bid.tour))

    found = session.scalars(seminar_of_bid(bid.id)).one()

    assert (found.bid_id, found.state) == (bid.id, SeminarState.ANNOUNCED)


def test_where_none_stands_the_one_cancelled_last_is_found(session: Session, bid: Bid) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    last = make_seminar(session, bid, state=SeminarState.CANCELLED)

    assert session.scalars(seminar_of_bid(bid.id)).one() == last


def test_people_are_told_apart_by_how_they_stand_and_sorted_by_reading_or_queue(
    session: Session, bid: Bid
) -> None:
    seminar = make_seminar(session, bid)
    other = make_seminar(session, make_bid(session, bid.tour))
    register(session, other, RegistrationState.CONFIRMED)
    wanted = {
        "waiting": [register(session, seminar, RegistrationState.WAITING) for _ in range(2)],
        "provisional": [
            register(session, seminar, RegistrationState.PROVISIONAL) for _ in range(2)
        ],
        "participants": [
            register(session, seminar, state, name_kana=kana)
            for state, kana in (
                (RegistrationState.CONFIRMED, "サトウ ハナコ"),
                (RegistrationState.ATTENDED, "タナカ タロウ"),
                (RegistrationState.ABSENT, "アオキ ジロウ"),
            )
        ],
    }
    for state in (RegistrationState.CANCELLED, RegistrationState.LAPSED):
        register(session, seminar, state)

    detail = seminar_detail(session, seminar.public_id)

    assert [row.id for row in detail.waiting] == wanted["waiting"]
    assert [row.id for row in detail.provisional] == wanted["provisional"]
    sato, tanaka, aoki = wanted["participants"]
    assert [row.id for row in detail.participants] == [aoki, sato, tanaka]


def test_who_would_be_told_of_a_cancellation_is_who_is_not_overdue(
    session: Session, bid: Bid
) -> None:
    seminar = make_seminar(session, bid)
    for state in (
        RegistrationState.CONFIRMED,
        RegistrationState.PROVISIONAL,
        RegistrationState.WAITING,
        RegistrationState.CANCELLED,
    ):
        register(session, seminar, state)
    detail = seminar_detail(session, seminar.public_id)

    assert detail.told_at(NOW) == 3
    assert detail.told_at(NOW + timedelta(hours=1)) == 2


def test_what_may_be_done_follows_from_how_the_seminar_stands(session: Session, bid: Bid) -> None:
    adviser = make_adviser(session)
    seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
    detail = seminar_detail(session, seminar.public_id)
    (member,) = seminar.team
    assert detail.can_be_cancelled
    assert detail.host_may_answer
    assert detail.may_answer(member)
    seen = (detail.host_question_mark, detail.question_mark(member))

    member.answered_at = NOW

    assert detail.host_question_mark == seen[0]
    assert detail.question_mark(member) != seen[1]


def test_what_was_held_is_neither_cancelled_nor_answered(session: Session, bid: Bid) -> None:
    team = [make_adviser(session)]
    seminar = make_seminar(session, bid, team=team, state=SeminarState.HELD)
    detail = seminar_detail(session, seminar.public_id)
    assert not detail.can_be_cancelled
    assert not detail.host_may_answer
    assert not detail.may_answer(seminar.team[0])


def test_what_does_not_exist_is_not_found(sqlite_session: Session) -> None:
    with pytest.raises(NotFound):
        seminar_detail(sqlite_session, "c7d8f9gh")


def test_places_whose_time_for_the_button_is_over_count_no_more(session: Session, bid: Bid) -> None:
    seminar = make_seminar(session, bid)
    register(session, seminar, RegistrationState.CONFIRMED)
    register(session, seminar, RegistrationState.PROVISIONAL)
    detail = seminar_detail(session, seminar.public_id)

    assert detail.taken_at(NOW) == 2
    assert detail.taken_at(NOW + timedelta(hours=1)) == 1
