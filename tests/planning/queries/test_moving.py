"""What moving the seminars of a tour costs now, and what it was priced at for a plan."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.queries.moving import (
    USUAL_AUDIENCE,
    moving_example,
    moving_prices,
    prices_of_plan,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_bid,
    make_plan,
    make_registration,
    make_run,
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


def test_a_plan_keeps_what_moves_were_priced_at_when_it_was_made(
    session: Session, tour: Tour
) -> None:
    price = PriceOfMoving(30_000, 10_000, 20_000, 56, 500)
    plan, other = make_plan(session, tour, {}), make_plan(session, tour, {})
    make_run(session, tour, plan=plan, moving={"7": price.document()})

    assert prices_of_plan(session, plan.id) == {7: price}
    assert prices_of_plan(session, other.id) == {}
