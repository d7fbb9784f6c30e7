"""The mails around another mail address: what `test_address_changes` does not see of them."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations import address_mails
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.proof_support import HOUR, OFFICE, mails_to


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)), locale="en")


def test_the_mail_to_a_new_address_says_until_when(session: Session, row: Registration) -> None:
    wish = AddressChange(email="new@example.jp")
    with transaction(session):
        address_mails.send_button(session, row, wish, until=NOW, office=OFFICE, now=NOW)
    [mail] = mails_to(session, "new@example.jp")
    assert "https://seminar.example.jp/en/addresses/" in mail.body
    assert "12:00" in mail.body
    assert "Jun" in mail.body


def test_without_a_way_back_none_is_offered(session: Session, row: Registration) -> None:
    with transaction(session):
        address_mails.send_left(session, row, None, calendar=None, office=OFFICE, now=NOW)
    [mail] = mails_to(session, row.email)
    assert "/addresses/" not in mail.body
    assert "/registrations/" not in mail.body


def test_who_is_offered_a_place_reads_so_at_the_new_address(
    session: Session, row: Registration
) -> None:
    row.state, row.offered_until = RegistrationState.OFFERED, NOW + HOUR
    session.commit()
    with transaction(session):
        address_mails.send_changed(session, row, office=OFFICE, now=NOW)
        address_mails.send_returned(session, row, office=OFFICE, now=NOW)
    for mail in mails_to(session, row.email):
        assert "/offer" in mail.body
        assert mail.calendar is None
