"""Which stage a tour may have."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import Category
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import (
    StageContradicted,
    StageObstacle,
    require_open,
    require_stage,
)
from seminar_service.tours.values import TourStage
from tests.factories import make_bid, make_seminar, make_tour

TODAY = date(2026, 12, 1)
OVER = TODAY - timedelta(days=1)


def refused(
    session: Session, before: TourStage, after: TourStage, *states: SeminarState, call: date = OVER
) -> StageContradicted | None:
    """What is said of a change of stage; the seminars are in the given states, on this day."""
    tour = make_tour(session, stage=before)
    for state in states:
        make_seminar(session, make_bid(session, tour), state=state, day=TODAY)
    try:
        require_stage(tour, after, call, today=TODAY)
    except StageContradicted as error:
        return error
    return None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((stage, stage) for stage in TourStage),
        (TourStage.PREPARATION, TourStage.OPEN),
        (TourStage.PREPARATION, TourStage.ARCHIVED),
        (TourStage.OPEN, TourStage.ARCHIVED),
        (TourStage.ARCHIVED, TourStage.OPEN),
    ],
)
def test_a_tour_may_be_opened_archived_and_opened_again(
    session: Session, before: TourStage, after: TourStage
) -> None:
    assert refused(session, before, after) is None


@pytest.mark.parametrize("before", [TourStage.OPEN, TourStage.ARCHIVED])
def test_what_the_public_knows_is_not_hidden_again(session: Session, before: TourStage) -> None:
    error = refused(session, before, TourStage.PREPARATION)
    assert error is not None
    assert error.obstacle is StageObstacle.KNOWN_TO_THE_PUBLIC
    assert error.category is Category.CONFLICT


@pytest.mark.parametrize("state", list(SeminarState))
def test_a_tour_with_seminars_to_come_is_not_archived(
    session: Session, state: SeminarState
) -> None:
    error = refused(session, TourStage.OPEN, TourStage.ARCHIVED, state, SeminarState.HELD)
    if state in {SeminarState.HELD, SeminarState.CANCELLED}:
        assert error is None
        return
    assert error is not None
    assert error.obstacle is StageObstacle.SEMINARS_TO_COME
    assert (error.number, error.last_day) == (1, TODAY)


def test_a_tour_whose_call_is_not_over_is_not_archived(session: Session) -> None:
    error = refused(session, TourStage.OPEN, TourStage.ARCHIVED, call=TODAY)
    assert error is not None
    assert (error.obstacle, error.last_day) == (StageObstacle.CALL_NOT_OVER, TODAY)


@pytest.mark.parametrize("stage", list(TourStage))
def test_only_an_open_tour_has_a_place_for_what_is_announced(
    session: Session, stage: TourStage
) -> None:
    tour = make_tour(session, stage=stage)
    if stage is TourStage.OPEN:
        require_open(tour)
        assert tour.stage is TourStage.OPEN
        return
    with pytest.raises(StageContradicted) as caught:
        require_open(tour)
    assert caught.value.obstacle is StageObstacle.NOT_OPEN
