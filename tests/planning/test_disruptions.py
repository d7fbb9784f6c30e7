"""What upsets a tour is noted, lifted, and planned around."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.extensions import db
from seminar_service.planning import disruptions, locks
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.disruption_values import (
    DisruptionDetails,
    DisruptionLifted,
    DisruptionOutsideTour,
    NothingReleased,
)
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, Unlocking
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.queries.freshness import objections_to
from seminar_service.planning.queries.locks import tour_locks
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import NothingToMend, ReplanKind, read_held
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import draft_bench, held_by, instance_document, tour_today
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import TimeLimitOutOfRange
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour
from tests.planning.drafts import DAY, LATER, STAFF
from tests.planning.solver_io.plans import save_plan

EARLIEST = day_of(NOW) + timedelta(days=1)
note = partial(disruptions.note_disruption, actor=STAFF, now=NOW)
lift = partial(disruptions.lift_disruption, actor=STAFF, now=NOW)
look = partial(disruptions.look_for_ways, actor=STAFF, now=NOW)


@pytest.fixture
def other(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, home="14")


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "first", LATER: "second"})


@pytest.fixture
def nagoya(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="23", days={DAY: "first", LATER: "second"})


@pytest.fixture
def released(  # noqa: PLR0917 (what a released plan needs)
    session: Session, tour: Tour, adviser: Adviser, other: Adviser, osaka: Bid, nagoya: Bid
) -> Plan:
    """Both are announced for one day, each with one of the advisers."""
    plan = save_plan(session, tour, {osaka: (DAY, [adviser]), nagoya: (DAY, [other])})
    plan.state, plan.released_at = PlanState.RELEASED, NOW
    make_seminar(session, osaka, team=[adviser])
    make_seminar(session, nagoya, team=[other])
    session.commit()
    return plan


def lost(adviser: Adviser | None = None, *places: str, until: date = DAY) -> DisruptionDetails:
    key = adviser.id if adviser else None
    return DisruptionDetails(DAY, until, key, frozenset(places), "台風")


def objections(session: Session, tour: Tour, plan: Plan) -> list[tuple[ObjectionKind, int]]:
    """What speaks against a plan today, each with the bid concerned."""
    session.expire_all()
    held = {
        each.bid_id: Held(each.day, tuple(member.adviser_id for member in each.team))
        for each in plan.seminars
    }
    found = tour_today(session, tour, earliest=EARLIEST).objections(held, held)
    return [(each.kind, bid_id) for each in found for bid_id in each.bid_ids]


def dates(session: Session, tour: Tour, bid: Bid) -> set[str]:
    document = instance_document(session, tour, earliest=EARLIEST)
    return set(next(each for each in document["bids"] if each["id"] == f"b{bid.id}")["dates"])


def test_a_day_that_is_lost_in_a_place_is_planned_there_no_more_and_speaks_against_the_plan(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    assert objections(session, tour, released) == []

    note(session, tour.id, lost(None, "27"))

    assert dates(session, tour, osaka) == {LATER.isoformat()}
    assert dates(session, tour, nagoya) == {DAY.isoformat(), LATER.isoformat()}
    assert objections(session, tour, released) == [(ObjectionKind.DISRUPTED, osaka.id)]


def test_a_day_that_is_lost_everywhere_upsets_all(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    note(session, tour.id, lost())

    assert sorted(objections(session, tour, released)) == [
        (ObjectionKind.DISRUPTED, osaka.id),
        (ObjectionKind.DISRUPTED, nagoya.id),
    ]


def test_who_cannot_come_is_unavailable_on_these_days(
    session: Session, tour: Tour, adviser: Adviser, osaka: Bid, released: Plan
) -> None:
    note(session, tour.id, lost(adviser, until=DAY + timedelta(days=2)))

    document = instance_document(session, tour, earliest=EARLIEST)
    row = next(each for each in document["advisers"] if each["id"] == f"a{adviser.id}")
    assert row["unavailable"] == [(DAY + timedelta(days=n)).isoformat() for n in range(3)]
    assert objections(session, tour, released) == [(ObjectionKind.UNAVAILABLE, osaka.id)]


def test_what_is_locked_again_all_the_same_leaves_no_tour_without_a_plan_but_is_told(
    session: Session, tour: Tour, adviser: Adviser, osaka: Bid, released: Plan
) -> None:
    note(session, tour.id, lost(adviser))
    session.delete(session.scalars(select(Unlocking)).one())
    session.commit()

    document = instance_document(session, tour, earliest=EARLIEST)

    row = next(each for each in document["advisers"] if each["id"] == f"a{adviser.id}")
    assert row["unavailable"] == []
    assert objections(session, tour, released) == [(ObjectionKind.DISRUPTED, osaka.id)]


def test_what_it_upsets_is_left_to_the_planner_until_it_is_lifted(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    assert released.state is PlanState.RELEASED
    key = note(session, tour.id, lost(None, "27"))
    upset = set(tour_locks(session, tour.id))
    lift(session, key)
    lifted_at = session.get_one(Disruption, key).lifted_at
    lift(session, key, now=NOW + timedelta(days=1))

    assert (upset, set(tour_locks(session, tour.id))) == ({nagoya.id}, {osaka.id, nagoya.id})
    assert dates(session, tour, osaka) == {DAY.isoformat(), LATER.isoformat()}
    assert session.get_one(Disruption, key).lifted_at == lifted_at
    assert len(histories.lines(session, HistoryKind.DISRUPTION_NOTED)) == 1
    assert len(histories.lines(session, HistoryKind.DISRUPTION_LIFTED)) == 1


def test_the_same_is_noted_once_while_it_counts(session: Session, tour: Tour) -> None:
    first = note(session, tour.id, lost(None, "27", "13"))

    assert note(session, tour.id, lost(None, "13", "27")) == first
    assert note(session, tour.id, lost(None, "13")) != first
    lift(session, first)
    assert note(session, tour.id, lost(None, "27", "13")) != first


def test_two_who_note_the_same_at_once_note_it_once(
    app: Flask, session: Session, tour: Tour
) -> None:
    tour_id = tour.id
    session.commit()

    def noted(_: int) -> int:
        with app.app_context():
            return note(db.session(), tour_id, lost(None, "27"))

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(noted, range(8)))

    session.expire_all()
    assert {row.id for row in session.scalars(select(Disruption))} == keys
    assert len(keys) == 1


def test_what_somebody_else_unlocked_stays_so(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    assert released.state is PlanState.RELEASED
    (seminar,) = nagoya.seminars
    session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW - timedelta(days=1)))
    session.commit()

    lift(session, note(session, tour.id, lost()))

    assert set(tour_locks(session, tour.id)) == {osaka.id}


def test_lost_is_what_is_still_to_come_of_the_tour_and_of_who_takes_part(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    stranger = make_adviser(session, make_tour(session, tour.fiscal_year + 1))
    past = day_of(NOW) - timedelta(days=1)
    assert adviser.id != stranger.id

    for details in (
        DisruptionDetails(past, past),
        DisruptionDetails(tour.last_day + timedelta(days=1), tour.last_day + timedelta(days=9)),
        DisruptionDetails(DAY, DAY, adviser_id=stranger.id),
    ):
        with pytest.raises(DisruptionOutsideTour):
            note(session, tour.id, details)
    with pytest.raises(NotFound):
        note(session, 999, lost())


def test_an_earlier_year_is_upset_no_more(session: Session, tour: Tour) -> None:
    key = note(session, tour.id, lost())
    tour.stage = TourStage.ARCHIVED
    session.commit()

    for attempt in (lambda: note(session, tour.id, lost()), lambda: lift(session, key)):
        with pytest.raises(TourArchived):
            attempt()


def test_the_planner_looks_for_three_ways_out_of_the_released_plan(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    key = note(session, tour.id, lost(None, "27"))

    draft_id = look(session, key, 30)

    row = session.get_one(Disruption, key)
    assert row.draft_id == draft_id
    assert session.get_one(Plan, draft_id).parent_id == released.id
    assert held_by(session, draft_id) == held_by(session, released.id)
    runs = session.scalars(select(DraftRun).order_by(DraftRun.run_id)).all()
    assert [run.kind for run in runs] == [ReplanKind.IMPROVE, ReplanKind.REPAIR, ReplanKind.REST]
    assert [set(read_held(run.pins)) for run in runs] == [{nagoya.id}, {nagoya.id}, {nagoya.id}]
    assert {run.run.job.lane for run in runs} == {f"draft:{draft_id}"}
    only_osaka = Selection(ranges=((osaka.id, osaka.id),)).document()
    assert [run.chosen for run in runs] == [only_osaka, [], []]


def test_nothing_is_looked_for_where_nothing_can_give_way(
    session: Session, tour: Tour, adviser: Adviser, osaka: Bid
) -> None:
    key = note(session, tour.id, lost())
    with pytest.raises(NothingReleased):
        look(session, key, 30)
    plan = save_plan(session, tour, {})
    plan.state, plan.released_at = PlanState.RELEASED, NOW
    make_seminar(session, osaka, team=[adviser], state=SeminarState.CLOSED)
    with pytest.raises(NothingToMend):
        look(session, key, 30)
    with pytest.raises(TimeLimitOutOfRange):
        look(session, key, 0)
    lift(session, key)
    with pytest.raises(DisruptionLifted):
        look(session, key, 30)
    with pytest.raises(NotFound):
        look(session, 999, 30)


def test_a_draft_says_the_same_of_lost_and_closed_days_as_the_preview_of_its_release(
    session: Session, tour: Tour, osaka: Bid, nagoya: Bid, released: Plan
) -> None:
    note(session, tour.id, lost(None, "27"))
    tour.closed_periods = [ClosedPeriod(name_ja="休", name_en="Off", first_day=DAY, last_day=DAY)]
    session.commit()
    locks.unlock(
        session,
        tour.id,
        {key: lock.mark for key, lock in tour_locks(session, tour.id).items()},
        actor=STAFF,
        now=NOW,
    )
    draft_id = copy_plan(session, released.id, actor=STAFF, now=NOW)

    with draft_bench(session, draft_id) as bench:
        by_draft = bench.objections
    by_preview = objections_to(session, session.get_one(Plan, draft_id), today=day_of(NOW))

    kinds = {each.bid_ids: each.kind for each in by_draft}
    assert kinds == {
        (osaka.id,): ObjectionKind.DISRUPTED,
        (nagoya.id,): ObjectionKind.DAY_CLOSED,
    }
    assert {each.mark for each in by_draft} == {each.mark for each in by_preview}
