"""The mails to somebody who is moved to another seminar."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations import transfer_mails
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar

S = RegistrationState


@pytest.fixture
def seminars(session: Session, tour: Tour) -> list[Seminar]:
    return [make_seminar(session, make_bid(session, tour)) for _ in range(2)]


@pytest.mark.parametrize(
    ("before", "method"), [(S.CONFIRMED, "CANCEL"), (S.WAITING, None), (S.PROVISIONAL, None)]
)
def test_who_had_a_place_loses_the_entry_and_nobody_else(
    session: Session, seminars: list[Seminar], before: RegistrationState, method: str | None
) -> None:
    here, there = seminars
    row = make_registration(session, here, state=before, held_until=NOW)

    transfer_mails.send_left(session, row, there, before=before, office=OFFICE, now=NOW)

    session.flush()
    mail = session.scalars(select(Message)).one()
    assert (mail.kind, mail.calendar_method) == ("registration_transferred", method)
    assert here.host_name in mail.body


def test_who_has_no_address_is_called_once_about_the_move(
    session: Session, seminars: list[Seminar]
) -> None:
    row = make_registration(session, seminars[0], email="", email_key="tel:0312345678")

    transfer_mails.send_left(session, row, seminars[1], before=row.state, office=OFFICE, now=NOW)
    transfer_mails.send_arrived(session, row, office=OFFICE, now=NOW)

    assert (row.call_about, row.call_since) == ("registration_transferred", NOW)
    assert session.scalars(select(Message)).all() == []
