"""Registrations that somebody has chosen."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.registrations.by_hand.chosen import (
    Deed,
    Obstacle,
    chosen,
    locked_chosen,
    obstacles,
    registered_at,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import seen
from tests.statements import counted_queries

S = RegistrationState


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


def test_they_come_in_the_order_of_seminars_and_queues(session: Session, tour: Tour) -> None:
    seminars = [make_seminar(session, make_bid(session, tour)) for _ in range(2)]
    rows = [make_registration(session, each) for each in (*seminars, *seminars)]
    wanted = seen(*rows)

    with transaction(session):
        found = locked_chosen(session, wanted)

    assert [row.id for row in found] == [rows[0].id, rows[2].id, rows[1].id, rows[3].id]


def test_what_stands_otherwise_than_it_was_seen_is_not_touched(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=S.WAITING)
    with transaction(session), pytest.raises(ChangedMeanwhile):
        locked_chosen(session, {row.id: "confirmed-1"})
    with transaction(session), pytest.raises(ChangedMeanwhile):
        locked_chosen(session, {row.id: ""})


def test_what_is_not_there_is_missing(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    wanted = seen(row) | {987_654: "confirmed-1"}
    with transaction(session), pytest.raises(NotFound):
        locked_chosen(session, wanted)
    assert chosen(session, [987_654]) == []


@pytest.mark.parametrize(
    ("deed", "state", "why"),
    [
        (Deed.WITHDRAW, S.CONFIRMED, None),
        (Deed.WITHDRAW, S.WAITING, None),
        (Deed.WITHDRAW, S.CANCELLED, Obstacle.OVER),
        (Deed.WITHDRAW, S.ATTENDED, Obstacle.OVER),
        (Deed.RESEND, S.WAITING, None),
        (Deed.RESEND, S.LAPSED, Obstacle.OVER),
        (Deed.RESTORE, S.CANCELLED, None),
        (Deed.RESTORE, S.LAPSED, None),
        (Deed.RESTORE, S.CONFIRMED, Obstacle.STANDS),
        (Deed.NOTE, S.ABSENT, None),
    ],
)
def test_what_can_be_done_depends_on_how_it_stands(
    session: Session, seminar: Seminar, deed: Deed, state: S, why: Obstacle | None
) -> None:
    row = make_registration(session, seminar, state=state)
    assert obstacles(session, deed, [row], now=NOW).get(row.id) is why


def test_nothing_but_a_note_is_possible_once_the_seminar_has_begun(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    later = NOW + timedelta(days=400)
    for deed in (Deed.WITHDRAW, Deed.RESEND, Deed.RESTORE):
        assert obstacles(session, deed, [row], now=later) == {row.id: Obstacle.BEGUN}
    assert obstacles(session, Deed.NOTE, [row], now=later) == {}


def test_nobody_is_restored_to_a_seminar_that_is_cancelled(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), state=SeminarState.CANCELLED)
    row = make_registration(session, seminar, state=S.CANCELLED)
    assert obstacles(session, Deed.RESTORE, [row], now=NOW) == {row.id: Obstacle.SEMINAR_OVER}


def test_nobody_is_restored_who_has_registered_again(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=S.CANCELLED)
    again = make_registration(session, seminar, email_key=row.email_key, name_key=row.name_key)

    assert obstacles(session, Deed.RESTORE, [row], now=NOW) == {row.id: Obstacle.REGISTERED_AGAIN}
    assert (seminar.id, again.email_key, again.name_key) in registered_at(session, [seminar.id])


def test_obstacles_are_found_by_one_query(session: Session, tour: Tour) -> None:
    rows = [
        make_registration(session, make_seminar(session, make_bid(session, tour)), state=S.LAPSED)
        for _ in range(3)
    ]
    numbers = [row.id for row in rows]
    with counted_queries(session) as queries:
        obstacles(session, Deed.RESTORE, chosen(session, numbers), now=NOW)
    assert len(queries) == 2
