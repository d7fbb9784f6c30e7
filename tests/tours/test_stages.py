"""Which stage a tour may have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids import decisions as bid_decisions
from seminar_service.bids import services as bids
from seminar_service.bids.details import OfficeDetails
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import Category, DomainError
from seminar_service.outbox.model import Message
from seminar_service.planning import locks
from seminar_service.planning.host_words import write_refusal
from seminar_service.planning.model import Plan
from seminar_service.planning.services import start_run
from seminar_service.releases import services as releases
from seminar_service.seminars import confirmations
from seminar_service.seminars import services as seminars
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import (
    StageContradicted,
    StageObstacle,
    TourArchived,
    hold_unarchived,
    require_open,
    require_stage,
)
from seminar_service.tours.values import TourStage
from tests.bids.support import HOST, STAFF, details
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_plan,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.seminars.support import cancel, describe

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


def test_a_tour_that_does_not_exist_is_for_the_caller_to_miss(session: Session) -> None:
    hold_unarchived(session, 4711)


@dataclass(frozen=True)
class Year:
    """A tour with something in every state; how it stands is for a test to say."""

    asked: Bid
    submitted: Bid
    tentative: Seminar
    confirmed: Seminar
    plan: Plan

    @property
    def adviser_id(self) -> int:
        return self.tentative.team[0].adviser_id

    @property
    def planned(self) -> int:
        return self.plan.seminars[0].bid_id


@pytest.fixture
def year(session: Session) -> Year:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    planned, refused, tentative, confirmed = (make_bid(session, tour) for _ in range(4))
    seminar = make_seminar(session, tentative, team=[adviser], state=SeminarState.TENTATIVE)
    later = seminar.day + timedelta(days=1)
    stands = make_seminar(
        session, confirmed, team=[make_adviser(session, tour)], state=SeminarState.CONFIRMED
    )
    free = make_adviser(session, tour)
    held = {planned: (later, [free])} | {
        each.bid: (each.day, [member.adviser for member in each.team]) for each in (seminar, stands)
    }
    tour.same_place_gap_days, tour.max_seminars_per_day = 0, None
    return Year(
        asked=make_bid(session, tour, state=BidState.ASKED_BACK),
        submitted=make_bid(session, tour, state=BidState.SUBMITTED),
        tentative=seminar,
        confirmed=stands,
        plan=make_plan(session, tour, held, [refused]),
    )


Deed = Callable[[Session, Year], object]
TOLD: dict[str, Any] = {"office": OFFICE, "actor": STAFF, "now": NOW}
DONE: dict[str, Any] = {"actor": STAFF, "now": NOW}
DECIDED: dict[str, Any] = {"version": None, "now": NOW}


def _submit(session: Session, year: Year) -> None:
    asked = details(make_topic(session))
    bids.submit(
        session, year.plan.tour_id, asked, idempotency_key="k", locale="ja", office=OFFICE,
        now=NOW, actor=HOST,
    )  # fmt: skip


def _enter(session: Session, year: Year) -> None:
    topic = make_topic(session)
    bids.enter(
        session, year.plan.tour_id, details(topic), OfficeDetails([[topic.id]], None),
        idempotency_key="k", locale="ja", note="", office=OFFICE, now=NOW, actor=STAFF,
    )  # fmt: skip


def _edit(session: Session, year: Year) -> None:
    topic = make_topic(session)
    bids.edit(
        session, year.submitted.id, details(topic), OfficeDetails([[topic.id]], None),
        note="", tell_host=False, office=OFFICE, actor=STAFF, **DECIDED,
    )  # fmt: skip


def _decide(name: str, words: str) -> Deed:
    def decide(session: Session, year: Year) -> None:
        use_case = getattr(bid_decisions, name)
        use_case(
            session, year.submitted.id, office=OFFICE, actor=STAFF, **{words: "理由"}, **DECIDED
        )

    return decide


DEEDS: dict[str, Deed] = {
    "release": lambda s, y: releases.release(s, y.plan.id, **TOLD),
    "plan": lambda s, y: start_run(s, y.plan.tour_id, 60, **DONE),
    "lock as planned": lambda s, y: locks.lock_as_planned(s, y.plan.id, {y.planned: ""}, **DONE),
    "lock as released": lambda s, y: locks.lock_as_released(
        s, y.plan.tour_id, {y.tentative.bid_id: ""}, **DONE
    ),
    "unlock": lambda s, y: locks.unlock(s, y.plan.tour_id, {y.tentative.bid_id: ""}, **DONE),
    "word a refusal": lambda s, y: write_refusal(
        s, y.plan.id, y.plan.declines[0].bid_id, "日程", version=None, **DONE
    ),
    "announce": lambda s, y: seminars.announce(s, {y.confirmed.public_id: None}, **TOLD),
    "host answers the date": lambda s, y: confirmations.host_answers(
        s, y.tentative.bid_id, True, "", shown=None, actor=HOST, now=NOW
    ),
    "adviser answers the date": lambda s, y: confirmations.adviser_answers(
        s, y.adviser_id, y.tentative.public_id, True, "", shown=None, actor=HOST, now=NOW
    ),
    "describe a seminar": lambda s, y: describe(s, y.tentative, title_ja="題"),
    "cancel a seminar": lambda s, y: cancel(s, y.tentative.public_id, "雪", plan_again=False),
    "submit a bid": _submit,
    "enter a bid": _enter,
    "edit a bid": _edit,
    "answer about a bid": lambda s, y: bids.answer(
        s, y.asked.id, details(make_topic(s)), note="", actor=HOST, **DECIDED
    ),
    "accept a bid": _decide("accept", "note"),
    "ask about a bid": _decide("ask_back", "question"),
    "reject a bid": _decide("reject", "reason"),
    "withdraw a bid": _decide("withdraw", "note"),
}
FORBIDDEN: dict[tuple[str, TourStage], type[DomainError]] = {
    ("announce", TourStage.PREPARATION): StageContradicted,
    ("announce", TourStage.ARCHIVED): StageContradicted,
    ("submit a bid", TourStage.ARCHIVED): bids.CallClosed,
} | {
    (name, TourStage.ARCHIVED): TourArchived
    for name in (
        "release",
        "lock as planned",
        "lock as released",
        "unlock",
        "word a refusal",
        "host answers the date",
        "adviser answers the date",
        "enter a bid",
        "answer about a bid",
        "accept a bid",
        "ask about a bid",
    )
}
"""What a stage forbids, and how that is said; the rest puts an archive in order, or looks back."""


@pytest.mark.parametrize("stage", TourStage)
@pytest.mark.parametrize("name", DEEDS)
def test_what_the_stage_of_a_tour_forbids_is_refused_by_the_use_case_itself(
    session: Session, year: Year, name: str, stage: TourStage
) -> None:
    year.plan.tour.stage = stage
    session.commit()
    refused = FORBIDDEN.get((name, stage))
    if refused is None:
        DEEDS[name](session, year)
        return
    with pytest.raises(refused):
        DEEDS[name](session, year)
    assert session.scalars(select(Message)).all() == []
