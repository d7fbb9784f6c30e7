"""Seminars that are described anew by hand."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.amendments import (
    CapacityBelowTaken,
    OnlineCapacityBelowTaken,
    RegistrationClosesTooLate,
    RegistrationClosesTwice,
    RegistrationOpensTooLate,
)
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    make_registration,
)
from tests.seminars.support import describe, kinds, seminar_in

DAY = timedelta(days=1)


def test_a_new_venue_raises_the_revision_and_is_told_to_participants(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    describe(session, seminar, venue_name="別館 3階")
    assert seminar.calendar_sequence == 1
    assert kinds(session) == ["registration_changed", "seminar_changed", "seminar_changed"]


def test_a_new_title_leaves_the_revision_alone(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    describe(session, seminar, title_ja="営業秘密の守り方")
    assert (seminar.title_ja, seminar.calendar_sequence) == ("営業秘密の守り方", 0)


def test_more_places_move_people_up_from_the_waiting_list(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, capacity=1)
    make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    describe(session, seminar, capacity=2)
    session.refresh(waiting)
    assert waiting.state is RegistrationState.CONFIRMED


def test_programme_way_and_deadline_are_told_to_those_whom_they_concern(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    describe(session, seminar, programme_ja="13:30 講演", access_ja="駅から5分")
    assert kinds(session).count("registration_changed") == 1
    describe(session, seminar, registration_closes_on=seminar.day)
    assert kinds(session).count("registration_changed") == 1
    assert kinds(session).count("seminar_changed") == 4  # host and adviser, each time
    assert (seminar.programme("ja"), seminar.access("ja")) == ("13:30 講演", "駅から5分")
    assert seminar.registration_closes_on == seminar.day


def test_registration_cannot_end_after_the_seminars_day(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    with pytest.raises(RegistrationClosesTooLate):
        describe(session, seminar, registration_closes_on=seminar.day + timedelta(days=1))
    assert seminar.registration_closes_on is None
    assert kinds(session) == []


def test_places_cannot_be_fewer_than_those_taken(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    make_registration(session, seminar)
    with pytest.raises(CapacityBelowTaken):
        describe(session, seminar, capacity=1)


def test_more_places_online_move_up_who_waits_for_one(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, capacity=1, online_capacity=1)
    on_site = make_registration(session, seminar, state=RegistrationState.WAITING)
    online = make_registration(
        session, seminar, state=RegistrationState.WAITING, mode=AttendanceMode.ONLINE
    )
    seminar.taken = seminar.online_taken = 1
    session.commit()

    describe(session, seminar, online_capacity=2)

    states = [RegistrationState.WAITING, RegistrationState.CONFIRMED]
    assert [on_site.state, online.state] == states


@pytest.mark.parametrize(
    ("state", "online", "bound"),
    [
        (RegistrationState.CONFIRMED, 1, 2),
        (RegistrationState.CONFIRMED, 0, 2),
        (RegistrationState.WAITING, 0, 2),
    ],
)
def test_places_online_are_not_taken_away_from_who_has_one_or_waits(
    session: Session, state: RegistrationState, online: int, bound: int
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, online_capacity=2)
    for _ in range(2):
        make_registration(session, seminar, state=state, mode=AttendanceMode.ONLINE)

    with pytest.raises(OnlineCapacityBelowTaken) as refused:
        describe(session, seminar, online_capacity=online)

    assert refused.value.taken == bound


def test_registration_opens_before_it_closes_and_closes_in_one_way(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    day = seminar.day
    with pytest.raises(RegistrationOpensTooLate):
        describe(session, seminar, registration_opens_on=day, registration_closes_on=day - DAY)
    with pytest.raises(RegistrationClosesTwice):
        describe(session, seminar, registration_closes_hours=3, registration_closes_on=day)
    session.refresh(seminar)
    assert (seminar.registration_opens_on, seminar.registration_closes_on) == (None, None)

    describe(session, seminar, registration_opens_on=day - DAY, registration_closes_hours=3)

    assert seminar.registration_opens_on == day - DAY
    assert kinds(session) == ["seminar_changed", "seminar_changed"]  # host and adviser


def test_a_seminar_without_online_places_has_no_online_address(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, online_capacity=1)
    seminar.online_url = "https://meet.example.jp/1"
    session.commit()

    describe(session, seminar, online_capacity=0)

    assert seminar.online_url == ""
