"""Holding several bids of a draft otherwise in one step."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.edits import SeminarFinished, TeamIncomplete, mark_of, undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.several_edits import BidWish, hold_several
from seminar_service.planning.solver_io import AdviserUnknown, held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import NOW, make_seminar
from tests.planning.drafts import STAFF, edited
from tests.planning.trip_fixtures import TripGround


def wishes(session: Session, ground: TripGround, receiver_id: int) -> list[BidWish]:
    held = held_by(session, ground.plan.id)
    return [
        BidWish(bid.id, Held(held[bid.id].day, (receiver_id,)), mark_of(held[bid.id]))
        for bid in ground.trip
    ]


def test_all_of_it_is_one_step_that_undo_takes_back_whole(
    session: Session, trip_ground: TripGround
) -> None:
    before = held_by(session, trip_ground.plan.id)
    wanted = wishes(session, trip_ground, trip_ground.near.id)

    done = hold_several(session, trip_ground.plan.id, wanted, actor=STAFF, now=NOW)

    held = held_by(session, trip_ground.plan.id)
    assert [held[bid.id].team for bid in trip_ground.trip] == [(trip_ground.near.id,)] * 2
    assert held[trip_ground.later.id] == before[trip_ground.later.id]
    assert len(done.alterations) == 2
    (step,) = session.scalars(select(PlanEdit)).all()
    assert len(step.changes) == 2
    assert len(histories.lines(session, HistoryKind.PLAN_EDITED)) == 1
    undo(session, trip_ground.plan.id, 1, actor=STAFF, now=NOW)
    assert held_by(session, trip_ground.plan.id) == before


def test_where_one_was_changed_meanwhile_nothing_is_done(
    session: Session, trip_ground: TripGround
) -> None:
    wanted = wishes(session, trip_ground, trip_ground.near.id)
    edited(session, trip_ground.plan, trip_ground.trip[1], None)
    before = held_by(session, trip_ground.plan.id)

    with pytest.raises(ChangedMeanwhile):
        hold_several(session, trip_ground.plan.id, wanted, actor=STAFF, now=NOW)

    assert held_by(session, trip_ground.plan.id) == before
    assert len(session.scalars(select(PlanEdit)).all()) == 1


def test_what_is_so_already_is_left_and_twice_does_nothing_more(
    session: Session, trip_ground: TripGround
) -> None:
    wanted = wishes(session, trip_ground, trip_ground.near.id)
    hold_several(session, trip_ground.plan.id, wanted, actor=STAFF, now=NOW)

    assert (
        hold_several(session, trip_ground.plan.id, wanted, actor=STAFF, now=NOW).alterations == ()
    )


def test_where_one_is_over_or_wrong_nothing_is_done(
    session: Session, trip_ground: TripGround
) -> None:
    before = held_by(session, trip_ground.plan.id)
    (first, second) = wishes(session, trip_ground, trip_ground.near.id)
    day = first.wanted.day
    two = BidWish(
        second.bid_id, Held(day, (trip_ground.near.id, trip_ground.giver.id)), second.seen
    )
    stranger = BidWish(second.bid_id, Held(day, (999,)), second.seen)
    for wrong, error in (
        (two, TeamIncomplete),
        (stranger, AdviserUnknown),
        (BidWish(999, first.wanted, first.seen), NotFound),
    ):
        with pytest.raises(error):
            hold_several(session, trip_ground.plan.id, [first, wrong], actor=STAFF, now=NOW)
    make_seminar(session, trip_ground.trip[1], team=[trip_ground.giver], state=SeminarState.HELD)
    session.commit()
    with pytest.raises(SeminarFinished):
        hold_several(session, trip_ground.plan.id, [first, second], actor=STAFF, now=NOW)
    trip_ground.plan.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        hold_several(session, trip_ground.plan.id, [first], actor=STAFF, now=NOW)

    assert held_by(session, trip_ground.plan.id) == before
