"""A planning room in full use: plans, a release, a draft, scenarios, a curve, locks, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.fairness_curves import begin_curve, points_of_curve
from seminar_service.planning.inputs import Held as Kept
from seminar_service.planning.locks import lock_as_planned
from seminar_service.planning.model import PlanningProgress, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, held_document, read_held
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.runs import end_with_plan
from seminar_service.planning.scenario_changes import NightsAway
from seminar_service.planning.scenario_runs import start_scenario
from seminar_service.planning.scenarios import make_scenario
from seminar_service.planning.selections import Selection
from seminar_service.planning.services import start_run
from seminar_service.planning.solver_io import check_plan
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.releases.services import release
from seminar_service.seminars.confirmations import adviser_answers, host_answers
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.calendar import open_days
from seminar_service.work.model import JobState
from tests.bench_web.tour_filling import FilledTour, fill_tour
from tests.factories import OFFICE

SCENARIOS, DISRUPTIONS, ANSWERED = 6, 3, 40
LOCKED = 10
"""Of so many bids one is locked by hand."""
REFUSED = 25
"""Of so many bids the plans refuse one."""
REPORTS = 120
"""Of each run, how often the planner said how far it was."""
OTHERS = solver.Text("Others.", "他を優先。")

Held = dict[Bid, tuple[date, list[Adviser]]]


@dataclass(frozen=True)
class Room:
    """What there is to be looked at, by key, code or token.

    Attributes:
        tour: The tour's code.
        released: The plan whose seminars stand.
        moving: A plan that moves nearly all of them.
        draft: One that is edited by hand; `bid` of it has one adviser, `pair` two.
        run: A run that has found a plan.
        suggesting: A run with a suggestion for the draft, nearly all held otherwise.
        refused: A bid that all plans refuse.
    """

    tour: str
    tour_id: int
    released: int
    moving: int
    draft: int
    bid: int
    pair: int
    refused: int
    run: int
    suggesting: int
    scenario: int
    disruption: int
    decline: int
    adviser: int
    adviser_token: str
    host_token: str


def fill_room(database_url: str, bids: int) -> Room:
    """Fill a database that has no tour of the next fiscal year."""
    engine = make_engine(database_url)
    with make_session_factory(engine)() as session:
        room = _fill(session, bids)
        session.commit()
    engine.dispose()
    return room


def _fill(session: Session, bids: int) -> Room:
    now = datetime.now(UTC)
    filled = fill_tour(session, bids)
    session.commit()
    tour, held = filled.tour, filled.held
    first = {
        bid: each
        for number, (bid, each) in enumerate(held.items())
        if number % REFUSED != REFUSED // 2
    }
    first_plan = _planned(session, filled, first, now)
    released = _planned(session, filled, first, now)
    release(session, released, office=OFFICE, actor=SYSTEM, now=now)
    moving = _planned(session, filled, _moved(filled, first), now)
    draft = copy_plan(session, moving, actor=SYSTEM, now=now)
    suggesting = _suggestion(session, draft, first, now)
    _scenarios(session, filled, first, now)
    _curve(session, filled, first, now)
    locked = {each.id: "" for each in list(first)[::LOCKED]}
    lock_as_planned(session, released, locked, actor=SYSTEM, now=now)
    disruption = _disruptions(session, filled, now)
    decline = _answers(session, filled, first, now)
    bid = next(each for each in first if len(each.slots) == 1)
    pair = next(each for each in first if len(each.slots) == 2)
    scenario = make_scenario(session, tour.id, "例", [NightsAway(1)], actor=SYSTEM, now=now)
    run = session.scalars(select(PlanningRun.id).where(PlanningRun.plan_id == first_plan)).one()
    adviser = filled.advisers[0]
    return Room(
        tour=str(tour.code),
        tour_id=tour.id,
        released=released,
        moving=moving,
        draft=draft,
        bid=bid.id,
        pair=pair.id,
        refused=next(each.id for each in held if each not in first),
        run=run,
        suggesting=suggesting,
        scenario=scenario,
        disruption=disruption,
        decline=decline,
        adviser=adviser.id,
        adviser_token=links.mint(session, LinkPurpose.ADVISER, adviser.id, now=now),
        host_token=links.mint(session, LinkPurpose.BID, bid.id, now=now),
    )


def _moved(filled: FilledTour, held: Held) -> Held:
    """All as it is held, each on the next day that its host offers."""
    is_open = open_days(filled.tour, None)
    found = {}
    for bid, (day, team) in held.items():
        offered = {each.day for each in bid.dates}
        later = (day + timedelta(days=each) for each in (1, 2, 7))
        found[bid] = (next(each for each in later if each in offered and each in is_open), team)
    return found


def _planned(session: Session, filled: FilledTour, held: Held, now: datetime) -> int:
    """A plan that a run has found; its key."""
    run_id = start_run(session, filled.tour.id, 60, actor=SYSTEM, now=now)
    return _ended(session, run_id, held, now)


def _ended(session: Session, run_id: int, held: Held, now: datetime) -> int:
    run = session.get_one(PlanningRun, run_id)
    session.add_all(
        PlanningProgress(
            planning_run_id=run_id,
            seconds=float(number),
            objective_yen=9_000_000 - 1_000 * number,
            bound_yen=8_000_000 + 1_000 * number,
            phase="search",
        )
        for number in range(REPORTS)
    )
    session.commit()
    checked = check_plan(run.instance, _plan(run.instance, held))

    def finish(session: Session) -> None:
        session.get_one(PlanningRun, run_id).job.state = JobState.DONE

    return end_with_plan(session, run_id, checked, finish=finish, actor=SYSTEM, now=now)


def _plan(document: Mapping[str, object], held: Held) -> solver.Plan:
    instance = solver.read_instance(document)
    seminars = tuple(
        solver.Seminar(bid_name(bid.id), day, tuple(adviser_name(each.id) for each in team))
        for bid, (day, team) in held.items()
    )
    kept = {each.bid for each in seminars}
    draft = solver.Plan(
        instance=instance.name,
        status="feasible",
        objective_yen=None,
        bound_yen=0,
        seminars=seminars,
        declined=tuple(
            solver.Decline(each.id, "outbid", OTHERS)
            for each in instance.bids
            if each.id not in kept
        ),
    )
    return replace(draft, objective_yen=solver.check(instance, draft).objective_yen)


def _suggestion(session: Session, draft: int, held: Held, now: datetime) -> int:
    """A run of a draft that would have nearly all of it otherwise."""
    run_id = plan_again(session, draft, ReplanKind.REST, Selection(), 60, actor=SYSTEM, now=now)
    row = session.get_one(DraftRun, run_id)
    other = {
        bid.id: Kept(day, tuple(each.id for each in team)) for bid, (day, team) in held.items()
    }
    row.after = held_document({**read_held(row.before), **other})
    row.declines, row.objective_yen, row.bound_yen = [], 1_000, 900
    row.run.job.state = JobState.DONE
    session.commit()
    return run_id


def _scenarios(session: Session, filled: FilledTour, held: Held, now: datetime) -> None:
    for number in range(SCENARIOS):
        key = make_scenario(session, filled.tour.id, f"試算{number}", [], actor=SYSTEM, now=now)
        _ended(session, start_scenario(session, key, 60, actor=SYSTEM, now=now), held, now)


def _curve(session: Session, filled: FilledTour, held: Held, now: datetime) -> None:
    begin_curve(session, filled.tour.id, 60, seen=0, name_of=str, actor=SYSTEM, now=now)
    for point in points_of_curve(session, filled.tour.id):
        runs = select(PlanningRun.id).where(PlanningRun.scenario_id == point.id)
        _ended(session, session.scalars(runs).one(), held, now)


def _disruptions(session: Session, filled: FilledTour, now: datetime) -> int:
    """Three weeks without seminars anywhere, and advisers who cannot come; the key of the first."""
    tour, day = filled.tour, filled.tour.first_day + timedelta(days=40)
    storm = DisruptionDetails(day, day + timedelta(days=20), places=frozenset(), reason="台風")
    illnesses = [
        DisruptionDetails(day, day + timedelta(days=30), adviser_id=each.id, reason="病気")
        for each in filled.advisers[1:DISRUPTIONS]
    ]
    keys = [
        note_disruption(session, tour.id, each, actor=SYSTEM, now=now)
        for each in (storm, *illnesses)
    ]
    return keys[0]


def _answers(session: Session, filled: FilledTour, held: Held, now: datetime) -> int:
    """Hosts and advisers who agree or decline; a day that somebody has declined."""
    of_tour = select(Seminar).where(Seminar.tour_id == filled.tour.id)
    seminars = {each.bid_id: each.public_id for each in session.scalars(of_tour)}
    said: dict[str, Any] = {"shown": None, "actor": SYSTEM, "now": now}
    for number, bid in enumerate(list(held)[-ANSWERED:]):
        agrees, name = bool(number % 8), seminars[bid.id]
        host_answers(session, bid.id, agrees, "" if agrees else "会場が使えません", **said)
        if number % 2:
            adviser = held[bid][1][0].id
            adviser_answers(session, adviser, name, number % 3 > 0, "会議", **said)
    return session.scalars(select(DeclinedDay.id).order_by(DeclinedDay.id.desc())).first() or 0
