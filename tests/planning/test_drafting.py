"""Plans that the organiser keeps: copies, names, notes."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.planning.drafting import (
    NotADraft,
    PlanHasCopies,
    copy_plan,
    delete_draft,
    describe_plan,
)
from seminar_service.planning.model import Plan, PlanOrigin, PlanSnapshot
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, make_adviser, make_bid, make_user
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)
STAFF = Actor(ActorKind.ORGANISER)
delete = partial(delete_draft, version=None, actor=STAFF, now=NOW)


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    days = {DAY + timedelta(days=number): "first" for number in range(3)}
    return make_bid(session, tour, place="27", days=days)


@pytest.fixture
def nagoya(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="23", days={DAY + timedelta(days=9): "first"})


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, osaka: Bid, nagoya: Bid) -> Plan:  # noqa: ARG001 (refused)
    return save_plan(session, tour, {osaka: (DAY, [adviser])}, bound_yen=0)


def copied(session: Session, plan: Plan, actor: Actor = STAFF) -> Plan:
    return session.get_one(Plan, copy_plan(session, plan.id, actor=actor, now=NOW))


def held(plan: Plan) -> dict[int, tuple[date, list[int]]]:
    return {
        each.bid_id: (each.day, [member.adviser_id for member in each.team])
        for each in plan.seminars
    }


def test_a_copy_holds_what_its_parent_holds_and_says_whose_it_is(
    session: Session, plan: Plan, nagoya: Bid
) -> None:
    maker = make_user(session)

    copy = copied(session, plan, Actor(ActorKind.ORGANISER, maker.id))

    assert held(copy) == held(plan)
    assert [each.bid_id for each in copy.declines] == [nagoya.id]
    assert (copy.state, copy.origin) == (PlanState.EDITED, PlanOrigin.HAND)
    assert (copy.number, copy.parent, copy.maker) == (2, plan, maker)
    assert (copy.objective_yen, copy.components) == (plan.objective_yen, plan.components)
    assert copy.itineraries == plan.itineraries
    (line,) = histories.lines(session, HistoryKind.PLAN_COPIED)
    assert (line.subject_kind, line.subject_id) == (SubjectKind.PLAN, copy.id)


def test_a_copy_is_weighed_by_what_is_known_now(
    session: Session, plan: Plan, nagoya: Bid, osaka: Bid
) -> None:
    tour = plan.tour
    nagoya.state = BidState.WITHDRAWN
    tour.hotel_yen += 1_000
    new = make_bid(session, tour, place="13")

    copy = copied(session, plan)

    assert set(held(copy)) == {osaka.id}
    assert [(each.bid_id, each.reason) for each in copy.declines] == [(new.id, "office")]


def test_what_is_given_to_somebody_who_takes_part_no_longer_is_refused_in_a_copy(
    session: Session, plan: Plan, adviser: Adviser, osaka: Bid, nagoya: Bid
) -> None:
    adviser.engagements.clear()
    session.commit()

    copy = copied(session, plan)

    assert held(copy) == {}
    assert {each.bid_id for each in copy.declines} == {osaka.id, nagoya.id}


def test_what_was_proven_stays_proven_only_for_the_same_question(
    session: Session, tour: Tour, plan: Plan
) -> None:
    first = copied(session, plan)
    snapshot = session.get_one(PlanSnapshot, first.id)
    snapshot.bound_yen = first.bound_yen = first.objective_yen or 0
    session.commit()

    second = copied(session, first)
    assert (second.bound_yen, second.proven_optimal) == (second.objective_yen, True)

    tour.decline_yen += 1
    session.commit()
    third = copied(session, second)
    assert (third.bound_yen, third.proven_optimal) == (-1, False)


def test_a_plan_in_which_somebody_cannot_travel_has_no_cost(
    session: Session, plan: Plan, adviser: Adviser
) -> None:
    far = make_adviser(session, plan.tour, home="47", unavailable=[DAY])
    plan.seminars[0].team[0].adviser = far
    session.commit()

    copy = copied(session, plan)

    assert copy.objective_yen is None
    assert set(held(copy)) == {plan.seminars[0].bid_id}
    assert adviser.id != far.id


def test_a_plan_of_an_archived_tour_is_not_copied(session: Session, plan: Plan) -> None:
    plan.tour.stage = TourStage.ARCHIVED
    session.commit()

    with pytest.raises(TourArchived):
        copied(session, plan)


def test_any_plan_has_a_name_and_a_note(session: Session, plan: Plan) -> None:
    for _ in range(2):
        describe_plan(session, plan.id, "5月案", "相談済み", version=None, actor=STAFF, now=NOW)

    assert (plan.name, plan.note, plan.version) == ("5月案", "相談済み", 2)
    assert len(histories.lines(session, HistoryKind.EDITED)) == 1
    with pytest.raises(ChangedMeanwhile):
        describe_plan(session, plan.id, "別名", "", version=1, actor=STAFF, now=NOW)


def test_only_a_draft_without_copies_is_deleted(session: Session, plan: Plan) -> None:
    draft = copied(session, plan)
    child = copied(session, draft)

    with pytest.raises(NotADraft):
        delete(session, plan.id)
    with pytest.raises(PlanHasCopies):
        delete(session, draft.id)
    with pytest.raises(ChangedMeanwhile):
        delete(session, child.id, version=9)
    delete(session, child.id)
    delete(session, draft.id)

    assert session.scalars(select(Plan)).all() == [plan]
    assert session.scalars(select(PlanSnapshot)).all() == []
    assert len(histories.lines(session, HistoryKind.PLAN_DELETED)) == 2


def test_what_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        copy_plan(session, 1, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        describe_plan(session, 1, "", "", version=None, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        delete(session, 1)
