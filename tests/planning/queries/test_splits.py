"""The ways to split a trip, as a page shows them."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.queries.splits import split_view
from seminar_service.planning.states import PlanState
from tests.planning.drafts import edited
from tests.planning.trip_fixtures import TripGround
from tests.statements import counted_queries


def test_the_trip_of_a_seminar_is_shown_with_the_ways_in_words(
    session: Session, trip_ground: TripGround
) -> None:
    first, second = trip_ground.trip

    for bid in (first, second):
        view = split_view(session, trip_ground.plan.id, trip_ground.giver.id, bid.id)
        assert view.trip == (first, second)
        assert (view.adviser, view.chosen, len(view.cuts)) == (trip_ground.giver, None, 1)
    told = {each.texts[0][Locale.EN] for each in view.ways}
    assert any("West instead of East" in text for text in told)
    chosen = split_view(
        session, trip_ground.plan.id, trip_ground.giver.id, first.id, after=first.id
    )
    assert chosen.chosen == chosen.cuts[0]
    assert (
        split_view(session, trip_ground.plan.id, trip_ground.giver.id, first.id, after=999).ways
        == view.ways
    )


def test_a_seminar_on_a_trip_of_its_own_has_nothing_to_split(
    session: Session, trip_ground: TripGround
) -> None:
    view = split_view(session, trip_ground.plan.id, trip_ground.giver.id, trip_ground.later.id)

    assert (view.trip, view.cuts, view.ways) == ((trip_ground.later,), (), ())


def test_a_trip_that_is_no_more_is_not_there(session: Session, trip_ground: TripGround) -> None:
    plan_id, first = trip_ground.plan.id, trip_ground.trip[0]
    with pytest.raises(NotFound):
        split_view(session, plan_id, trip_ground.near.id, first.id)
    edited(session, trip_ground.plan, first, None)
    with pytest.raises(NotFound):
        split_view(session, plan_id, trip_ground.giver.id, first.id)
    trip_ground.plan.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        split_view(session, plan_id, trip_ground.giver.id, first.id)


def test_it_takes_a_fixed_number_of_queries(session: Session, trip_ground: TripGround) -> None:
    plan_id, giver_id, bid_id = (
        trip_ground.plan.id,
        trip_ground.giver.id,
        trip_ground.trip[0].id,
    )
    split_view(session, plan_id, giver_id, bid_id)
    session.expire_all()
    with counted_queries(session) as queries:
        split_view(session, plan_id, giver_id, bid_id)

    assert len(queries) == 8
