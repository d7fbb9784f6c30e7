"""What a form from a stranger may cause; whole registrations are in `test_held_places`."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access.model import RateCount
from seminar_service.domain.errors import TooManyMails
from seminar_service.domain.proof import held_until
from seminar_service.registrations.proofs import count_mail, held_until_of
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import CAUTION, NETWORK, NOW, OFFICE, applicant


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def counted(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(RateCount)) or 0


def test_the_second_registration_for_a_mailbox_waits_for_its_button(
    session: Session, seminar: Seminar
) -> None:
    one, other = (
        held_until_of(session, seminar, applicant(name), network=NETWORK, office=OFFICE, now=NOW)
        for name in ("参加 一郎", "参加 二郎")
    )

    begins = begins_at(seminar.day, seminar.starts_at)
    assert (one, other) == (None, held_until(NOW, begins, CAUTION))


def test_the_office_itself_is_neither_counted_nor_asked(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)

    for _ in range(3):
        until = held_until_of(session, seminar, applicant(), network=None, office=OFFICE, now=NOW)
        count_mail(session, row, network=None, office=OFFICE, now=NOW)
        assert until is None

    assert counted(session) == 0


def test_a_strangers_mails_to_one_mailbox_come_to_an_end_and_to_another_go_on(
    session: Session, seminar: Seminar
) -> None:
    row, other = make_registration(session, seminar), make_registration(session, seminar)

    def fill() -> None:
        for _ in range(100):
            count_mail(session, row, network=NETWORK, office=OFFICE, now=NOW)

    with pytest.raises(TooManyMails):
        fill()

    count_mail(session, other, network=NETWORK, office=OFFICE, now=NOW)
    count_mail(session, row, network=NETWORK, office=OFFICE, now=NOW + timedelta(days=2))
