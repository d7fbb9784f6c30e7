"""Attending in the other way, at once where there is a place; nobody loses one by it."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.history.model import HistoryLine
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.switching import (
    NoPlaceToSwitchTo,
    OfferToAnswer,
    other_mode,
    switch,
)
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, NOW, OFFICE, mails_to

ON_SITE, ONLINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
PROVISIONAL, OFFERED = RegistrationState.PROVISIONAL, RegistrationState.OFFERED


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with one place at the venue and one online."""
    tour = make_tour(session, waiting_rule=WaitingRule.STRAIGHT)
    return make_seminar(session, make_bid(session, tour, capacity=1), online_capacity=1)


def attend(
    session: Session,
    row: Registration,
    mode: AttendanceMode,
    *,
    by_office: bool = False,
    now: datetime = NOW,
) -> bool:
    return switch(
        session, row.id, mode, by_office=by_office, office=OFFICE, actor=PARTICIPANT, now=now
    )


def counts(session: Session, seminar: Seminar) -> tuple[int, int, int, int]:
    session.refresh(seminar)
    return seminar.taken, seminar.online_taken, seminar.waiting, seminar.online_waiting


def test_where_a_place_is_free_it_is_taken_at_once_and_the_other_goes_to_who_waits(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    first = make_registration(session, seminar, state=WAITING)

    assert attend(session, row, ONLINE)

    assert (row.mode, row.state, first.state) == (ONLINE, CONFIRMED, CONFIRMED)
    assert counts(session, seminar) == (1, 1, 0, 0)
    (mail,) = mails_to(session, row.email)
    assert (mail.kind, mail.calendar_method) == ("registration_switched", "REQUEST")
    line = session.scalars(select(HistoryLine).where(HistoryLine.kind == "mode_switched")).one()
    assert line.data["mode"] == "online"


def test_done_twice_it_is_done_once(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)

    assert [attend(session, row, ONLINE) for _ in range(2)] == [True, False]

    assert len(mails_to(session, row.email)) == 1
    assert row.calendar_sequence == 1


def test_who_has_a_place_keeps_it_where_none_of_the_other_kind_is_free(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    make_registration(session, seminar, mode=ONLINE)

    with pytest.raises(NoPlaceToSwitchTo):
        attend(session, row, ONLINE)

    session.refresh(row)
    assert (row.mode, row.state) == (ON_SITE, CONFIRMED)
    assert counts(session, seminar) == (1, 1, 0, 0)


def test_who_waits_gets_a_free_place_of_the_other_kind(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    row = make_registration(session, seminar, state=WAITING)

    attend(session, row, ONLINE)

    assert (row.mode, row.state, row.moved_up_at) == (ONLINE, CONFIRMED, NOW)
    assert counts(session, seminar) == (1, 1, 0, 0)


def test_who_waits_may_go_to_the_end_of_the_other_list(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    make_registration(session, seminar, mode=ONLINE)
    row = make_registration(session, seminar, state=WAITING)
    other = make_registration(session, seminar, state=WAITING, mode=ONLINE)

    attend(session, row, ONLINE)

    assert (row.mode, row.state) == (ONLINE, WAITING)
    assert row.queue_number > other.queue_number
    assert counts(session, seminar) == (1, 1, 0, 2)
    assert "2番目" in mails_to(session, row.email)[0].body


def test_whose_place_is_held_until_the_button_is_pressed_keeps_it_so(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, state=PROVISIONAL, held_until=NOW + HOUR)

    attend(session, row, ONLINE)

    assert (row.state, row.held_until) == (PROVISIONAL, NOW + HOUR)


def test_who_waits_and_has_not_pressed_the_button_has_a_place_held(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    row = make_registration(session, seminar, state=WAITING, held_until=NOW + HOUR)

    attend(session, row, ONLINE)

    assert (row.state, row.held_until) == (PROVISIONAL, NOW + HOUR)
    assert mails_to(session, row.email)[0].calendar_method is None


def test_who_was_let_in_beyond_the_last_place_takes_one_of_the_other_kind(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar, beyond=True)

    attend(session, row, ONLINE)

    session.refresh(seminar)
    assert (row.beyond, seminar.beyond, seminar.online_taken) == (False, 0, 1)


def test_an_offer_is_answered_first(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=OFFERED)

    with pytest.raises(OfferToAnswer):
        attend(session, row, ONLINE)


def test_nobody_attends_online_what_is_held_at_the_venue_alone(session: Session) -> None:
    row = make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))

    with pytest.raises(NotOnline):
        attend(session, row, ONLINE)


def test_what_has_begun_or_is_given_up_stays_as_it_is(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    begins = begins_at(seminar.day, seminar.starts_at)

    with pytest.raises(RegistrationOver):
        attend(session, row, ONLINE, now=begins)
    row.state = RegistrationState.CANCELLED
    session.commit()
    with pytest.raises(RegistrationOver):
        attend(session, row, ONLINE)


def test_a_mailbox_bears_so_many_mails_and_the_office_is_not_counted(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    for turn in range(20):
        attend(session, row, ONLINE if turn % 2 == 0 else ON_SITE)
    written = len(mails_to(session, row.email))
    assert 0 < written < 20

    attend(session, row, ONLINE, by_office=True)

    assert len(mails_to(session, row.email)) == written + 1


def test_there_are_two_ways() -> None:
    assert [other_mode(mode) for mode in (ON_SITE, ONLINE)] == [ONLINE, ON_SITE]
