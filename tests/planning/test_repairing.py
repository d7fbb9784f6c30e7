"""A declined date is repaired in a draft of the released plan, one for each way."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.planning.disruption_values import NothingReleased
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.edits import TeamIncomplete, undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.repairing import DeclineSettled, begin_repair
from seminar_service.planning.solver_io import AdviserUnknown, DayFar, held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_bid
from tests.planning.declining import OFFERED, declined, released
from tests.planning.drafts import DAY, LATER, STAFF

begin = partial(begin_repair, actor=STAFF, now=NOW)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days=OFFERED)


@pytest.fixture
def plan(session: Session, tour: Tour, bid: Bid, adviser: Adviser) -> Plan:
    return released(session, tour, bid, adviser)


@pytest.fixture
def decline(session: Session, plan: Plan, bid: Bid) -> DeclinedDay:
    assert plan.id
    return declined(session, bid)


@pytest.fixture
def way(adviser: Adviser) -> Held:
    return Held(LATER, (adviser.id,))


def test_the_draft_is_the_released_plan_with_the_way_in_it(
    session: Session, plan: Plan, bid: Bid, decline: DeclinedDay, way: Held
) -> None:
    draft = session.get_one(Plan, begin(session, decline.id, way, shown=decline.mark))

    assert (draft.parent, draft.state) == (plan, PlanState.EDITED)
    assert held_by(session, draft.id) == {bid.id: way}
    (step,) = session.scalars(select(PlanEdit).where(PlanEdit.plan_id == draft.id))
    assert step.number == 1
    assert held_by(session, plan.id)[bid.id].day == DAY


def test_the_same_way_leads_to_the_same_draft_until_something_else_is_done_in_it(
    session: Session, decline: DeclinedDay, way: Held, adviser: Adviser
) -> None:
    ask = partial(begin, session, decline.id, shown=decline.mark)
    first = ask(way)
    plain = ask(None)
    another = ask(Held(max(OFFERED), (adviser.id,)))

    assert len({first, plain, another}) == 3
    assert (ask(way), ask(None)) == (first, plain)

    undo(session, first, 1, actor=STAFF, now=NOW)
    assert ask(way) not in {first, plain, another}


def test_who_press_at_once_get_one_draft(
    app: Flask, session: Session, decline: DeclinedDay
) -> None:
    key, mark = decline.id, decline.mark
    adviser_id = decline.seminar.team[0].adviser_id
    session.commit()

    def press(_: int) -> int:
        with app.app_context():
            return begin(db.session(), key, Held(LATER, (adviser_id,)), shown=mark)

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(press, range(3)))) == 1


def test_what_is_settled_is_not_repaired(
    session: Session, decline: DeclinedDay, way: Held, bid: Bid
) -> None:
    with pytest.raises(DeclineSettled):
        begin(session, decline.id, way, shown="another")
    session.query(Seminar).filter_by(bid_id=bid.id).one().day = LATER
    session.commit()
    with pytest.raises(DeclineSettled):
        begin(session, decline.id, way, shown=decline.mark)
    with pytest.raises(NotFound):
        begin(session, decline.id + 1, way, shown=decline.mark)


def test_what_cannot_be_begun_leaves_no_draft(
    session: Session, tour: Tour, plan: Plan, decline: DeclinedDay, adviser: Adviser
) -> None:
    mark = decline.mark
    for wrong, error in (
        (Held(LATER, ()), TeamIncomplete),
        (Held(LATER, (999,)), AdviserUnknown),
        (Held(LATER.replace(year=2090), (adviser.id,)), DayFar),
    ):
        with pytest.raises(error):
            begin(session, decline.id, wrong, shown=mark)
    plan.state = PlanState.SUPERSEDED
    session.commit()
    with pytest.raises(NothingReleased):
        begin(session, decline.id, None, shown=mark)
    tour.stage = TourStage.ARCHIVED
    session.commit()
    with pytest.raises(TourArchived):
        begin(session, decline.id, None, shown=mark)

    assert session.scalars(select(Plan)).all() == [plan]
