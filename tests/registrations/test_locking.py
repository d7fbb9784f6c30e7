"""What is locked before registrations change."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.registrations import locking
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_registration, make_seminar, make_tour

UNKNOWN = 4711


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def test_a_seminar_that_everybody_may_see_is_locked(session: Session, seminar: Seminar) -> None:
    assert locking.locked_public_seminar(session, seminar.public_id) is seminar


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CONFIRMED])
def test_a_seminar_that_is_not_announced_is_not_there(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    seminar.state = state
    session.flush()
    with pytest.raises(NotFound):
        locking.locked_public_seminar(session, seminar.public_id)


def test_an_unknown_seminar_or_registration_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        locking.locked_public_seminar(session, "zzzzzzzz")
    with pytest.raises(NotFound):
        locking.locked_registration(session, UNKNOWN)


def test_a_registration_is_read_with_its_seminar(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)
    assert locking.locked_registration(session, row.id).seminar is seminar
