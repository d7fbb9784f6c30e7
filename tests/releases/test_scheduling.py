"""Releasing a plan at a set time: what was seen happens then, or nothing."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.advisers.model import Adviser, UnavailableDay
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.outbox.model import Message
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.releases import scheduling
from seminar_service.releases.preview import comparison
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.releases.services import PlanOutdated, PreviewOutdated, release
from seminar_service.rounds.services import DeadlinePast
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.accounts.support import make_member
from tests.factories import NOW, make_bid, make_plan
from tests.registrations.proof_support import OFFICE

DAY = date(2026, 10, 6)
LATER = NOW + timedelta(hours=9)
due = partial(scheduling.release_due, office=OFFICE)


@pytest.fixture
def planner(session: Session) -> User:
    return make_member(session, RoleName.PLANNER)


@pytest.fixture
def actor(planner: User) -> Actor:
    return Actor(ActorKind.ORGANISER, planner.id)


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser) -> Plan:
    days = {DAY: "first", DAY + timedelta(days=7): "second"}
    held, refused = make_bid(session, tour, days=days), make_bid(session, tour)
    return make_plan(session, tour, {held: (DAY, [adviser])}, [refused])


def schedule(session: Session, plan: Plan, actor: Actor, **values: object) -> None:
    shown = comparison(session, plan.id, now=NOW).fingerprint
    arguments = {"release_at": LATER, "shown": shown, "now": NOW, **values}
    scheduling.schedule_release(session, plan.id, actor=actor, **arguments)  # type: ignore[arg-type]  # by name


def state(session: Session, plan: Plan) -> tuple[PlanState, ScheduleState, str]:
    session.expire_all()
    row = session.get_one(ScheduledRelease, plan.id)
    return plan.state, row.state, row.failure


def seminars(session: Session) -> int:
    return len(session.scalars(select(Seminar.id)).all())


def test_a_plan_is_released_at_its_time_and_once(
    session: Session, plan: Plan, actor: Actor
) -> None:
    schedule(session, plan, actor)

    assert not scheduling.any_due(session, now=LATER - timedelta(minutes=1))
    assert due(session, now=LATER - timedelta(minutes=1)) == 0
    assert scheduling.any_due(session, now=LATER)
    assert due(session, now=LATER) == 1
    assert due(session, now=LATER) == 0

    assert state(session, plan) == (PlanState.RELEASED, ScheduleState.DONE, "")
    assert (plan.released_at, seminars(session)) == (LATER, 1)
    (line,) = histories.lines(session, HistoryKind.PLAN_RELEASED)
    assert line.user_id == actor.user_id


def test_what_would_do_something_else_than_was_seen_does_nothing_and_its_planner_is_told(
    session: Session, plan: Plan, planner: User, actor: Actor
) -> None:
    schedule(session, plan, actor)
    plan.seminars[0].day = DAY + timedelta(days=1)
    session.commit()

    assert due(session, now=LATER) == 0

    failed = (PlanState.COMPUTED, ScheduleState.FAILED, PreviewOutdated.code)
    assert state(session, plan) == failed
    assert seminars(session) == 0
    mail = session.scalars(select(Message)).one()
    assert (mail.kind, mail.recipient) == ("release_not_done", planner.email)
    assert due(session, now=LATER) == 0
    assert len(histories.lines(session, HistoryKind.RELEASE_FAILED)) == 1


def test_a_plan_that_fits_no_longer_does_nothing(
    session: Session, plan: Plan, adviser: Adviser, actor: Actor
) -> None:
    schedule(session, plan, actor)
    (engagement,) = adviser.engagements
    session.add(UnavailableDay(engagement_id=engagement.id, day=DAY))
    session.commit()

    due(session, now=LATER)

    failed = (PlanState.COMPUTED, ScheduleState.FAILED, PlanOutdated.code)
    assert state(session, plan) == failed


def test_people_who_register_meanwhile_do_not_hold_it_up(
    session: Session, plan: Plan, adviser: Adviser, actor: Actor
) -> None:
    release(session, plan.id, office=OFFICE, actor=actor, now=NOW)
    bid = plan.seminars[0].bid
    moved = make_plan(session, plan.tour, {bid: (DAY + timedelta(days=7), [adviser])})
    schedule(session, moved, actor)
    seminar = session.scalars(select(Seminar)).one()
    seminar.taken += 1
    session.commit()

    assert due(session, now=LATER) == 1
    assert session.scalars(select(Seminar)).one().day == DAY + timedelta(days=7)


def test_a_later_wish_replaces_the_first_and_it_can_be_called_off(
    session: Session, plan: Plan, actor: Actor
) -> None:
    schedule(session, plan, actor)
    schedule(session, plan, actor, release_at=LATER + timedelta(days=1))
    assert due(session, now=LATER) == 0

    assert scheduling.call_off(session, plan.id, actor=actor, now=NOW)
    assert not scheduling.call_off(session, plan.id, actor=actor, now=NOW)

    assert due(session, now=LATER + timedelta(days=1)) == 0
    assert state(session, plan) == (PlanState.COMPUTED, ScheduleState.CALLED_OFF, "")


def test_a_tour_has_one_plan_that_is_to_be_released(
    session: Session, plan: Plan, adviser: Adviser, actor: Actor
) -> None:
    other = make_plan(session, plan.tour, {plan.seminars[0].bid: (DAY, [adviser])})
    schedule(session, plan, actor)

    with pytest.raises(scheduling.ReleaseAlreadyScheduled):
        schedule(session, other, actor)
    found = scheduling.scheduled_in(session, plan.tour_id)
    assert found is not None
    assert found.plan_id == plan.id


def test_what_cannot_be_is_refused_when_it_is_set(
    session: Session, plan: Plan, actor: Actor
) -> None:
    with pytest.raises(scheduling.ReleaseTimePast):
        schedule(session, plan, actor, release_at=NOW)
    with pytest.raises(DeadlinePast):
        schedule(session, plan, actor, due_on=day_of(LATER) - timedelta(days=1))
    with pytest.raises(PreviewOutdated):
        schedule(session, plan, actor, shown="of yesterday")
    with pytest.raises(NotFound):
        scheduling.schedule_release(session, 999, LATER, shown="", actor=actor, now=NOW)
    plan.tour.stage = TourStage.ARCHIVED
    session.commit()
    with pytest.raises(TourArchived):
        schedule(session, plan, actor)
    plan.tour.stage, plan.state = TourStage.OPEN, PlanState.SUPERSEDED
    session.commit()
    with pytest.raises(TransitionNotAllowed):
        schedule(session, plan, actor)
    assert not scheduling.any_due(session, now=LATER)


def test_a_plan_that_cannot_be_released_for_no_known_reason_keeps_no_other_from_it(
    session: Session,
    plan: Plan,
    actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schedule(session, plan, actor)

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(scheduling, "release_held", break_down)

    assert due(session, now=LATER) == 0
    failed = (PlanState.COMPUTED, ScheduleState.FAILED, scheduling.UNFORESEEN)
    assert state(session, plan) == failed
