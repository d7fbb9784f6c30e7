"""What a deed would do, before it is done."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.registrations.by_hand.chosen import Deed, Obstacle
from seminar_service.registrations.by_hand.previews import preview
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.statements import counted_queries

S = RegistrationState


def test_it_names_who_goes_who_cannot_and_who_moves_up(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=2)
    goes, _stays = (make_registration(session, seminar) for _ in range(2))
    goes_too = make_registration(session, seminar, state=S.WAITING)
    _unpressed = make_registration(session, seminar, state=S.WAITING, held_until=NOW)
    next_one, _last = (make_registration(session, seminar, state=S.WAITING) for _ in range(2))
    over = make_registration(session, seminar, state=S.CANCELLED)
    numbers = [over.id, goes_too.id, goes.id]
    next_id = next_one.id

    with counted_queries(session) as queries:
        shown = preview(session, Deed.WITHDRAW, numbers, now=NOW)

    assert [row.id for row in shown.rows] == [numbers[2], numbers[1]]
    assert [(row.id, why) for row, why in shown.hindered] == [(numbers[0], Obstacle.OVER)]
    assert [row.id for row in shown.moving_up] == [next_id]
    assert len(queries) <= 3


def test_places_kept_back_and_people_beyond_leave_none_and_priority_comes_first(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=3, kept_back=1)
    goes = [make_registration(session, seminar) for _ in range(2)]
    beyond = make_registration(session, seminar, beyond=True)
    _first, preferred = (
        make_registration(session, seminar, state=S.WAITING, priority=priority)
        for priority in (0, 1)
    )

    alone = preview(session, Deed.WITHDRAW, [beyond.id], now=NOW)
    one = preview(session, Deed.WITHDRAW, [goes[0].id, beyond.id], now=NOW)

    assert [row.id for row in alone.moving_up] == []
    assert [row.id for row in one.moving_up] == [preferred.id]


def test_nobody_moves_up_where_nobody_goes(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=1)
    row = make_registration(session, seminar)
    make_registration(session, seminar, state=S.WAITING)

    assert preview(session, Deed.RESEND, [row.id], now=NOW).moving_up == []


def test_where_none_is_there_there_is_nothing_to_show(session: Session) -> None:
    with pytest.raises(NotFound):
        preview(session, Deed.NOTE, [987_654], now=NOW)
