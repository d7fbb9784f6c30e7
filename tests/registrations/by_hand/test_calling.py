"""The staff says whom it has called."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.by_hand import calling
from seminar_service.registrations.calls import to_be_called
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, seen


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


@pytest.fixture
def row(session: Session, seminar: Seminar) -> Registration:
    row = make_registration(session, seminar, email="", email_key="tel:0312345678")
    to_be_called(row, "registration_confirmed", now=NOW)
    session.commit()
    return row


def test_who_has_been_called_is_not_called_again(session: Session, row: Registration) -> None:
    assert calling.called(session, seen(row), text="本人", actor=CLERK, now=NOW) == 1
    assert calling.called(session, seen(row), actor=CLERK, now=NOW) == 0

    assert (row.call_about, row.call_since) == ("", None)
    assert len(histories.lines(session, HistoryKind.REGISTRANT_CALLED)) == 1


def test_a_call_from_before_a_change_does_not_count(session: Session, row: Registration) -> None:
    before = seen(row)
    row.state = RegistrationState.CANCELLED
    to_be_called(row, "registration_withdrawn", now=NOW + timedelta(hours=1))
    session.commit()

    with pytest.raises(ChangedMeanwhile):
        calling.called(session, before, actor=CLERK, now=NOW)

    assert row.call_about == "registration_withdrawn"
