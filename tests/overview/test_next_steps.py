"""What a tour waits for most."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.overview.next_steps import NextStep, WaitingStep, next_step
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import (
    make_adviser,
    make_bid,
    make_plan,
    make_seminar,
    make_topic,
    make_tour,
)

DAY = date(2026, 6, 9)


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour with a topic and an adviser."""
    tour = make_tour(session)
    make_topic(session)
    make_adviser(session, tour)
    return tour


def test_topics_come_first_then_advisers_then_bids(session: Session) -> None:
    tour = make_tour(session)
    assert next_step(session, tour) == WaitingStep(NextStep.TOPICS)
    make_topic(session)
    assert next_step(session, tour) == WaitingStep(NextStep.ADVISERS)
    make_adviser(session, tour)
    make_bid(session, tour, state=BidState.DRAFT)
    assert next_step(session, tour) == WaitingStep(NextStep.BIDS)


def test_bids_are_decided_before_they_are_planned(session: Session, tour: Tour) -> None:
    make_bid(session, tour, state=BidState.ACCEPTED)
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    assert next_step(session, tour) == WaitingStep(NextStep.DECIDE, 1)
    waiting.state = BidState.ACCEPTED
    session.commit()
    assert next_step(session, tour) == WaitingStep(NextStep.PLAN, 2)


def test_a_plan_that_answers_all_bids_is_to_be_released_and_one_that_lacks_some_is_not(
    session: Session, tour: Tour
) -> None:
    bid = make_bid(session, tour, state=BidState.ACCEPTED)
    plan = make_plan(session, tour, {bid: (DAY, [])})
    assert next_step(session, tour) == WaitingStep(NextStep.RELEASE, 1, plan.id)
    make_bid(session, tour, state=BidState.ACCEPTED)
    assert next_step(session, tour) == WaitingStep(NextStep.PLAN, 2)


def test_a_scenario_is_not_to_be_released(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour, state=BidState.ACCEPTED)
    plan = make_plan(session, tour, {}, declined=[bid])
    plan.state = PlanState.SCENARIO
    session.commit()
    assert next_step(session, tour) == WaitingStep(NextStep.PLAN, 1)


def test_seminars_are_announced_and_answers_followed_up(session: Session, tour: Tour) -> None:
    bids = [make_bid(session, tour, state=BidState.ACCEPTED) for _ in range(2)]
    make_seminar(session, bids[0], state=SeminarState.TENTATIVE)
    confirmed = make_seminar(session, bids[1], state=SeminarState.CONFIRMED)
    assert next_step(session, tour) == WaitingStep(NextStep.ANNOUNCE, 1)
    confirmed.state = SeminarState.ANNOUNCED
    session.commit()
    assert next_step(session, tour) == WaitingStep(NextStep.ANSWERS, 1)


def test_nothing_waits_in_an_earlier_year_or_once_all_is_done(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour, state=BidState.ACCEPTED)
    make_seminar(session, bid, state=SeminarState.ANNOUNCED)
    assert next_step(session, tour) is None
    tour.stage = TourStage.ARCHIVED
    make_bid(session, tour, state=BidState.SUBMITTED)
    assert next_step(session, tour) is None
