"""What the database refuses of alerts."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.alerts.states import AlertState
from tests.factories import make_alert


def test_one_address_waits_for_the_same_once_while_it_is_open(session: Session) -> None:
    make_alert(session, email="a@example.jp")
    with pytest.raises(IntegrityError):
        make_alert(session, email="a@example.jp", state=AlertState.ASKED)
    session.rollback()

    make_alert(session, email="a@example.jp", place="13")
    make_alert(session, email="b@example.jp")


def test_what_is_over_has_no_address_and_does_not_stand_in_the_way(session: Session) -> None:
    with pytest.raises(IntegrityError):
        make_alert(session, email="a@example.jp", state=AlertState.TOLD)
    session.rollback()

    for _ in range(2):
        make_alert(session, email="", state=AlertState.TOLD)


def test_nobody_waits_for_anything_anywhere(session: Session) -> None:
    with pytest.raises(IntegrityError):
        make_alert(session, place="")
