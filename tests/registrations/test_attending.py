"""Who learns where to attend online: those with a place online for good, and nobody else."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.attending import attending
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour

ONLINE = AttendanceMode.ONLINE
URL = "https://meet.example.jp/1"


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(
        session, bid, online_capacity=5, online_url=URL, online_words="パスコード 123"
    )


def test_who_has_a_place_online_is_told(session: Session, seminar: Seminar) -> None:
    known = attending(make_registration(session, seminar, mode=ONLINE))

    assert (known.is_online, known.url, known.words) == (True, URL, "パスコード 123")
    assert not known.is_told_later


@pytest.mark.parametrize("state", [each for each in RegistrationState if each != "confirmed"])
def test_who_has_none_for_good_is_not(
    session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    row = make_registration(session, seminar, mode=ONLINE, state=state, held_until=NOW)

    assert (attending(row).url, attending(row).words) == ("", "")
    assert attending(row).is_told_later is row.is_live


def test_who_comes_to_the_venue_is_not(session: Session, seminar: Seminar) -> None:
    known = attending(make_registration(session, seminar))

    assert (known.is_online, known.has_choice) == (False, True)
    assert (known.url, known.words, known.is_told_later) == ("", "", False)


def test_nobody_is_told_of_a_seminar_that_is_not_held(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, mode=ONLINE)
    seminar.state = SeminarState.CANCELLED

    assert attending(row).url == ""


def test_until_it_is_entered_who_has_a_place_is_told_later(
    session: Session, seminar: Seminar
) -> None:
    seminar.online_url = ""

    known = attending(make_registration(session, seminar, mode=ONLINE))

    assert (known.url, known.words, known.is_told_later) == ("", "", True)
