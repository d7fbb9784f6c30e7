"""What plans were made from."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.queries.snapshots import instance_of, prices_of_plan, taken_for
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_plan, make_run, make_seminar, make_tour

STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session, change_registered_yen=500)


def test_a_plan_keeps_what_moves_were_priced_at_when_it_was_made(
    session: Session, tour: Tour
) -> None:
    price = PriceOfMoving(30_000, 10_000, 20_000, 56, 500)
    plan, other = make_plan(session, tour, {}), make_plan(session, tour, {})
    make_run(session, tour, plan=plan, moving={"7": price.document()})

    assert prices_of_plan(session, plan.id) == {7: price}
    assert prices_of_plan(session, other.id) == {}


def test_a_copy_keeps_its_own_input_whatever_its_parent_was_made_from(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    parent = make_plan(session, tour, {})
    make_run(session, tour, plan=parent, moving={}, instance={"name": "old"})

    copy = copy_plan(session, parent.id, actor=STAFF, now=NOW)

    found = taken_for(session, [parent.id, copy])
    assert set(found) == {parent.id, copy}
    assert set(found[copy].moving) == {seminar.bid_id}
    assert found[copy].known is not None
    assert (instance_of(session, parent.id) or {})["name"] == "old"
    assert (instance_of(session, copy) or {})["name"] == f"fy{tour.fiscal_year}"


def test_a_record_was_made_from_nothing(session: Session, tour: Tour) -> None:
    plan = make_plan(session, tour, {})

    assert taken_for(session, [plan.id]) == {}
    assert instance_of(session, plan.id) is None
