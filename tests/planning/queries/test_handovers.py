"""What handing over would do, as a page shows it."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.queries.handovers import finished_bids, handover_view, week_of
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_seminar
from tests.planning.drafts import DAY
from tests.planning.trip_fixtures import FAR, NEXT, TripGround, lay_trip
from tests.statements import counted_queries

view_of = partial(handover_view, today=DAY)
MONDAY = date(2026, 10, 5)


def test_without_days_it_is_the_next_week_in_which_the_giver_has_a_seminar(
    session: Session, trip_ground: TripGround
) -> None:
    plan_id, giver_id = trip_ground.plan.id, trip_ground.giver.id
    week = (MONDAY, MONDAY + timedelta(days=6))

    view = view_of(session, plan_id, giver_id)
    assert (view.wish.first, view.wish.last) == week == week_of(NEXT)
    assert [row.bid for row in view.rows] == list(trip_ground.trip)
    assert (view.given[giver_id], view.given[trip_ground.near.id]) == (3, 0)
    later = handover_view(session, plan_id, giver_id, today=NEXT + timedelta(days=1))
    assert [row.bid for row in later.rows] == [trip_ground.later]
    over = handover_view(session, plan_id, giver_id, today=FAR)
    assert [row.bid for row in over.rows] == [trip_ground.later]
    nobody = view_of(session, plan_id, 0)
    assert (nobody.handover, nobody.rows, len(nobody.advisers)) == (None, (), 2)


def test_what_stands_against_it_is_told_in_words(session: Session, tour: Tour) -> None:
    ground = lay_trip(session, tour, near_unavailable=(NEXT,))

    view = view_of(session, ground.plan.id, ground.giver.id, receiver_id=ground.near.id)

    ((text,),) = (told.broken for told in view.rows[1].refused)
    assert "West" in text[Locale.EN]
    assert "7 Oct 2026" in text[Locale.EN]
    assert view.rows[0].refused == ()


def test_days_the_wrong_way_round_and_strangers_hand_over_nothing(
    session: Session, trip_ground: TripGround
) -> None:
    plan_id, giver_id = trip_ground.plan.id, trip_ground.giver.id

    assert view_of(session, plan_id, giver_id, days=(NEXT, DAY)).handover is None
    assert view_of(session, plan_id, 999).handover is None
    assert view_of(session, plan_id, giver_id, receiver_id=999).wish.receiver_id == 0


def test_seminars_that_are_over_are_known(session: Session, trip_ground: TripGround) -> None:
    first, second = trip_ground.trip
    make_seminar(session, first, team=[trip_ground.giver], day=DAY, state=SeminarState.HELD)
    make_seminar(session, second, team=[trip_ground.giver], day=NEXT)

    assert finished_bids(session, [first.id, second.id]) == {first.id}


def test_it_takes_a_fixed_number_of_queries(session: Session, trip_ground: TripGround) -> None:
    plan_id, giver_id = trip_ground.plan.id, trip_ground.giver.id
    view_of(session, plan_id, giver_id)
    for days, most in (((DAY, DAY), 6), ((DAY, FAR), 6)):
        session.expire_all()
        with counted_queries(session) as queries:
            view_of(session, plan_id, giver_id, days=days)
        assert len(queries) == most


def test_only_drafts_are_edited(session: Session, trip_ground: TripGround) -> None:
    with pytest.raises(NotFound):
        view_of(session, 999, trip_ground.giver.id)
    trip_ground.plan.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        view_of(session, trip_ground.plan.id, trip_ground.giver.id)
