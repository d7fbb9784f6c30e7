"""Who gets a notice."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.notices.audiences import audience_of, counted, somebody, unreachable
from seminar_service.notices.values import Letter
from seminar_service.outbox import addresses
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.notices.support import NOTHING, write

TO_THE_PERSON = Letter("お知らせ", "{氏名} 様")


@pytest.fixture
def people(session: Session, tour: Tour) -> dict[str, Registration]:
    """Somebody with a place in Aichi, a student who waits there, and an English reader in Tokyo."""
    aichi = make_seminar(session, make_bid(session, tour, place="23"))
    tokyo = make_seminar(session, make_bid(session, tour, place="13"))
    elsewhere = make_seminar(session, make_bid(session, make_tour(session, 2027)))
    make_registration(session, elsewhere)
    waiting, student = RegistrationState.WAITING, ParticipantKind.STUDENT
    return {
        "aichi": make_registration(session, aichi),
        "waits": make_registration(session, aichi, state=waiting, participant_kind=student),
        "tokyo": make_registration(session, tokyo, locale="en"),
    }


BOTH = [RegistrationState.CONFIRMED, RegistrationState.WAITING]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"aichi", "tokyo"}),
        ({"states": BOTH}, {"aichi", "waits", "tokyo"}),
        ({"states": BOTH, "place": "23"}, {"aichi", "waits"}),
        ({"states": BOTH, "kind": ParticipantKind.STUDENT}, {"waits"}),
        ({"place": "01"}, set()),
    ],
)
def test_a_notice_goes_to_those_for_whom_all_holds(
    session: Session,
    tour: Tour,
    people: dict[str, Registration],
    asked: dict[str, Any],
    found: set[str],
) -> None:
    notice = write(session, tour, **asked)
    assert set(session.scalars(audience_of(notice))) == {people[name].id for name in found}


def test_a_notice_of_one_seminar_goes_to_its_people_alone(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    notice = write(session, tour, seminar_id=people["tokyo"].seminar_id)
    assert list(session.scalars(audience_of(notice))) == [people["tokyo"].id]


def test_people_are_counted_by_the_language_that_they_read(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    assert people
    assert counted(session, write(session, tour)) == {"ja": 1, "en": 1}


@pytest.mark.parametrize(("text", "mails"), [(TO_THE_PERSON, 2), (None, 3)])
def test_whoever_comes_to_two_seminars_reads_the_same_text_once(
    session: Session,
    tour: Tour,
    people: dict[str, Registration],
    text: Letter | None,
    mails: int,
) -> None:
    first, seminar = people["aichi"], people["tokyo"].seminar
    same = {name: getattr(first, name) for name in ("email", "email_key", "name", "name_key")}
    make_registration(session, seminar, **same)
    notice = write(session, tour, ja=text, en=NOTHING) if text else write(session, tour)
    assert sum(counted(session, notice).values()) == mails


def test_one_looks_at_one_person_after_the_other_and_begins_again(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    notice = write(session, tour)
    assert somebody(session, notice) == people["aichi"]
    assert somebody(session, notice, after=people["aichi"].id) == people["tokyo"]
    assert somebody(session, notice, after=people["tokyo"].id) == people["aichi"]


def test_where_nobody_is_meant_there_is_nobody_to_look_at(session: Session, tour: Tour) -> None:
    assert somebody(session, write(session, tour)) is None


def test_those_to_whom_nothing_would_be_sent_are_counted(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    people = [make_registration(session, seminar) for _ in range(3)]
    for person, lasting in zip(people, (True, False), strict=False):
        addresses.mark(session, person.email, reason="", lasting=lasting, now=NOW)
    session.commit()
    assert unreachable(session, write(session, tour)) == 1
