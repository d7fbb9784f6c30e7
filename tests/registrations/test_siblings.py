"""All registrations of one person, for who reads the mailbox."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import LinkExpired, NotFound
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.siblings import OPEN_FOR, open_sibling, siblings
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.histories import kinds_told

PERSON = {
    "name": "山田 花子",
    "name_key": "山田花子",
    "email": "a@example.jp",
    "email_key": "a@example.jp",
}


def made(session: Session, tour: Tour, day: int = 6, **values: object) -> Registration:
    seminar = make_seminar(session, make_bid(session, tour), day=date(2026, 10, day))
    return make_registration(session, seminar, **(PERSON | values))


def token_of(session: Session, row: Registration, *, mailed: bool) -> str:
    with transaction(session):
        return mailing.mint(session, LinkPurpose.REGISTRATION, row, mailed=mailed, now=NOW)


def opened(session: Session, token: str, other: Registration) -> str:
    return open_sibling(session, token, other.id, actor=PARTICIPANT, now=NOW)


def test_a_person_is_a_name_at_an_address_in_one_tour(session: Session, tour: Tour) -> None:
    own = made(session, tour)
    later, sooner = made(session, tour, 20), made(session, tour, 10)
    made(session, tour, name="山田 太郎", name_key="山田太郎")
    made(session, tour, email="b@example.jp", email_key="b@example.jp")
    made(session, make_tour(session, 2027))
    assert [each.id for each in siblings(session, own)] == [sooner.id, later.id]


def test_who_has_no_address_has_no_others(session: Session, tour: Tour) -> None:
    own = made(session, tour, email="")
    made(session, tour, email="")
    assert siblings(session, own) == []


def test_a_mailed_link_opens_the_others_for_an_hour_and_none_from_there(
    session: Session, tour: Tour
) -> None:
    own, other = made(session, tour), made(session, tour, 10)
    token = opened(session, token_of(session, own, mailed=True), other)
    assert links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW) == other.id
    assert kinds_told(session) == ["registration_opened"]
    with pytest.raises(NotFound):
        opened(session, token, own)
    with pytest.raises(LinkExpired):
        links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW + OPEN_FOR)


def test_a_link_that_was_shown_to_whoever_filled_in_the_form_opens_none(
    session: Session, tour: Tour
) -> None:
    own, other = made(session, tour), made(session, tour, 10)
    with pytest.raises(NotFound):
        opened(session, token_of(session, own, mailed=False), other)


def test_nobody_elses_is_opened(session: Session, tour: Tour) -> None:
    own = made(session, tour)
    other = made(session, tour, 10, name="山田 太郎", name_key="山田太郎")
    token = token_of(session, own, mailed=True)
    for each in (other.id, own.id, 987_654):
        with pytest.raises(NotFound):
            open_sibling(session, token, each, actor=PARTICIPANT, now=NOW)
    assert timedelta(hours=1) == OPEN_FOR
