"""Who comes to a seminar, for its door."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.overview.sign_in_lists import sign_in_list
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.statements import counted_queries


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    seminar = make_seminar(session, make_bid(session, tour), capacity=50)
    for state in RegistrationState:
        values = {"held_until": NOW}
        make_registration(session, seminar, name=state.value, name_kana="", state=state, **values)
    make_registration(session, seminar, name="beyond", name_kana="", beyond=True)
    return seminar


def test_only_people_with_a_place_are_on_it(session: Session, seminar: Seminar) -> None:
    found = sign_in_list(session, seminar.public_id, with_undecided=False, most=50)
    assert [row.name for row in found.people] == ["absent", "attended", "beyond", "confirmed"]
    assert (found.undecided, found.rows) == ([], 4)


def test_those_without_one_stand_apart_where_asked_for(session: Session, seminar: Seminar) -> None:
    public_id = seminar.public_id
    with counted_queries(session) as queries:
        found = sign_in_list(session, public_id, with_undecided=True, most=50)
    assert [row.name for row in found.undecided] == ["offered", "provisional", "waiting"]
    assert found.rows == 7
    assert len(queries) == 2


def test_who_attends_online_is_on_it_only_where_asked_for(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=9, online_capacity=9)
    make_registration(session, seminar, name="here")
    make_registration(session, seminar, name="there", mode=AttendanceMode.ONLINE)

    def names(*, with_online: bool) -> list[str]:
        found = sign_in_list(
            session, seminar.public_id, with_undecided=True, with_online=with_online, most=9
        )
        return [row.name for row in found.people]

    assert names(with_online=False) == ["here"]
    assert names(with_online=True) == ["here", "there"]


def test_people_stand_by_reading_and_the_list_ends(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=50)
    for name, reading in (("渡辺", "ワタナベ"), ("青木", "アオキ"), ("岸", "キシ")):
        make_registration(session, seminar, name=name, name_kana=reading)
    found = sign_in_list(session, seminar.public_id, with_undecided=True, most=2)
    assert [row.name for row in found.people] == ["青木", "岸"]


def test_a_seminar_that_there_is_not_has_none(session: Session) -> None:
    with pytest.raises(NotFound):
        sign_in_list(session, "nothere1", with_undecided=True, most=2)
