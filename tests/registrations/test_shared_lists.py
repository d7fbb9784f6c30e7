"""Each participant stands on the list for host and advisers as far as they agreed."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode, SharedWithHost
from seminar_service.registrations.shared_lists import Numbers, shared_list
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.statements import counted_queries

MAILED = SharedWithHost.WITH_MAIL
NAMED = SharedWithHost.NAME_AND_COMPANY


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=50)


def test_each_stands_there_as_far_as_they_agreed(session: Session, seminar: Seminar) -> None:
    for name, reading, agreed in (
        ("渡辺", "ワタナベ", MAILED),
        ("青木", "アオキ", NAMED),
        ("岸", "キシ", SharedWithHost.NUMBER_ONLY),
    ):
        make_registration(session, seminar, name=name, name_kana=reading, shared_with_host=agreed)
    number = seminar.id

    with counted_queries(session) as queries:
        found = shared_list(session, session.get_one(Seminar, number))

    assert [(each.name, bool(each.email)) for each in found.people] == [
        ("青木", False),
        ("渡辺", True),
    ]
    assert found.further == 1
    assert len(queries) == 3


def test_only_people_with_a_place_are_on_it(session: Session, seminar: Seminar) -> None:
    for state in RegistrationState:
        make_registration(
            session,
            seminar,
            name=state.value,
            name_kana="",
            state=state,
            held_until=NOW,
            shared_with_host=MAILED,
        )
    found = shared_list(session, seminar)
    assert [each.name for each in found.people] == ["absent", "attended", "confirmed"]
    assert found.further == 0
    assert found.numbers == [Numbers(AttendanceMode.ON_SITE, seated=3, waiting=1)]


def test_who_was_never_asked_is_only_counted(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    found = shared_list(session, seminar)
    assert (found.people, found.further) == ([], 1)


def test_both_ways_of_attending_are_counted_apart(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=9, online_capacity=9)
    make_registration(session, seminar)
    make_registration(session, seminar, mode=AttendanceMode.ONLINE)
    make_registration(session, seminar, mode=AttendanceMode.ONLINE, state=RegistrationState.WAITING)
    assert shared_list(session, seminar).numbers == [
        Numbers(AttendanceMode.ON_SITE, seated=1, waiting=0),
        Numbers(AttendanceMode.ONLINE, seated=1, waiting=1),
    ]
