"""What moving the seminars of a tour costs now."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.planning.queries.moving import (
    USUAL_AUDIENCE,
    moving_example,
    moving_prices,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session, change_registered_yen=500)


def test_everybody_who_holds_a_place_or_waits_counts(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    for state in (
        RegistrationState.CONFIRMED,
        RegistrationState.PROVISIONAL,
        RegistrationState.WAITING,
        RegistrationState.CANCELLED,
    ):
        held_until = NOW if state is RegistrationState.PROVISIONAL else None
        make_registration(session, seminar, state=state, held_until=held_until)

    (price,) = moving_prices(session, tour).values()

    assert (price.registered, price.people_yen) == (3, 1_500)


def test_only_what_can_still_move_has_a_price(session: Session, tour: Tour) -> None:
    bids = {state: make_bid(session, tour) for state in SeminarState}
    for state, bid in bids.items():
        make_seminar(session, bid, state=state)
    make_seminar(session, make_bid(session, make_tour(session, 2027)))

    movable = (SeminarState.TENTATIVE, SeminarState.CONFIRMED, SeminarState.ANNOUNCED)
    assert set(moving_prices(session, tour)) == {bids[state].id for state in movable}


def test_the_example_is_the_seminar_that_concerns_most(session: Session, tour: Tour) -> None:
    found = moving_example(session, tour)
    assert (found.seminar, found.price.registered) == (None, USUAL_AUDIENCE)

    make_seminar(session, make_bid(session, tour))
    full = make_seminar(session, make_bid(session, tour))
    make_registration(session, full)

    found = moving_example(session, tour)
    assert (found.seminar, found.price.registered) == (full, 1)
