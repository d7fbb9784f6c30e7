"""Runs of the planner in a worker, with the real solver on small tours."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

import solver
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning import jobs as handler
from seminar_service.planning import locks
from seminar_service.planning import services as planning
from seminar_service.planning.model import Plan, PlanningProgress, PlanningRun
from seminar_service.planning.queries.refusals import failure_text, host_texts
from seminar_service.planning.solver_io import tour_from_instance
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.work import rows
from seminar_service.work.context import JobContext, LeaseLostError
from seminar_service.work.model import JobState
from seminar_service.workers.registry import HANDLERS
from tests import histories
from tests.clocks import Clock
from tests.factories import make_adviser, make_bid, make_topic, make_tour
from tests.planning.solver_io.reference import reference
from tests.work.fixtures import LEASE, MakeWorker

DAY = date(2026, 10, 6)
PLACES = ("23", "27", "13", "40", "01", "34")


@pytest.fixture
def tour_id(sessions: sessionmaker[Session]) -> int:
    """A tour with two advisers and six bids, one of them for a topic that nobody has."""
    with sessions() as session:
        tour = make_tour(session)
        make_adviser(session, tour)
        make_adviser(session, tour, home="27", unavailable=[DAY])
        for number, place in enumerate(PLACES):
            first = DAY + timedelta(days=number)
            days = {first: Choice.FIRST, first + timedelta(days=7): Choice.SECOND}
            make_bid(session, tour, place=place, days=days)
        abroad = make_topic(session, "overseas", name_ja="海外展開", name_en="Going abroad")
        make_bid(session, tour, topics=[[abroad]])
        return tour.id


@pytest.fixture
def start(sessions: sessionmaker[Session], tour_id: int, clock: Clock) -> Callable[..., int]:
    """Starts a run of the tour and returns its key."""

    def started(seconds: int = 3) -> int:
        with sessions() as session:
            return planning.start_run(session, tour_id, seconds, actor=SYSTEM, now=clock())

    return started


def claim(sessions: sessionmaker[Session], run_id: int, clock: Clock, worker: str) -> JobContext:
    """Take up a run's job as a worker does."""
    with sessions() as session, transaction(session):
        job_id = session.get_one(PlanningRun, run_id).job_id
        held = rows.claim(session, job_id, worker=worker, now=clock(), lease=LEASE)
    assert held is not None
    return JobContext(
        held,
        session_factory=sessions,
        clock=clock,
        lease=LEASE,
        shutdown=threading.Event(),
    )


def plan_until_asked_to_stop(sessions: sessionmaker[Session], run_id: int, clock: Clock) -> None:
    """Take up a run's job and ask for its end before it begins, then let it run."""
    context = claim(sessions, run_id, clock, "one")
    with sessions() as session:
        planning.request_stop(session, run_id, actor=SYSTEM, now=clock())
    context.note_stop_request()
    handler.plan_tour(context)


def check_again(run: PlanningRun, plan: Plan) -> solver.Report:
    """Have the solver's checker look at what was saved."""
    instance = solver.read_instance(run.instance)
    seminars = tuple(
        solver.Seminar(
            f"b{each.bid_id}", each.day, tuple(f"a{member.adviser_id}" for member in each.team)
        )
        for each in plan.seminars
    )
    declined = tuple(solver.Decline(f"b{each.bid_id}", each.reason) for each in plan.declines)
    saved = solver.Plan(
        instance.name,
        "optimal" if plan.proven_optimal else "feasible",
        plan.objective_yen,
        plan.bound_yen,
        seminars,
        declined,
    )
    return solver.check(instance, saved)


def held(plan: Plan) -> set[tuple[int, date, int]]:
    """Return the bid, day and adviser of each seminar."""
    return {(each.bid_id, each.day, each.team[0].adviser_id) for each in plan.seminars}


def test_a_run_ends_with_a_plan_that_the_checker_finds_valid(
    sessions: sessionmaker[Session], make_worker: MakeWorker, start: Callable[..., int]
) -> None:
    run_id = start(60)

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.job.state is JobState.DONE
        assert run.plan is not None
        report = check_again(run, run.plan)
        assert report.violations == ()
        assert report.objective_yen == run.plan.objective_yen == sum(run.plan.components.values())
        assert run.plan.proven_optimal
        assert len(run.plan.seminars) == len(PLACES)
        (made,) = histories.lines(session, HistoryKind.PLAN_MADE)
        assert (made.subject_kind, made.subject_id, made.actor_kind) == (
            "plan",
            run.plan.id,
            "system",
        )
        assert made.data == {"run": run_id}
        (refusal,) = run.plan.declines
        assert refusal.reason == "no_adviser"
        told = host_texts(session, [refusal])[refusal.bid_id]
        assert "海外展開" in told[Locale.JA]
        assert "Going abroad" in told[Locale.EN]


@pytest.mark.parametrize("name", ["tiny-02-pairs", "tiny-09-gaps"])
def test_tours_that_are_kept_as_rows_are_planned_at_their_known_optimum(
    sessions: sessionmaker[Session], make_worker: MakeWorker, clock: Clock, name: str
) -> None:
    with sessions() as session:
        tour = tour_from_instance(session, reference(name), fiscal_year=2027, now=clock()).tour
        session.commit()
        run_id = planning.start_run(session, tour.id, 60, actor=SYSTEM, now=clock())

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.plan is not None
        assert check_again(run, run.plan).valid
        assert run.plan.proven_optimal
        assert run.plan.objective_yen == reference("tiny-optima")[name]


def test_a_run_tells_how_far_it_has_come(
    sessions: sessionmaker[Session], make_worker: MakeWorker, start: Callable[..., int]
) -> None:
    run_id = start()

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.plan is not None
        costs = [each.objective_yen for each in run.progress if each.objective_yen is not None]
        bounds = [each.bound_yen for each in run.progress]
        assert costs == sorted(costs, reverse=True)
        assert bounds == sorted(bounds)
        assert costs[-1] == run.plan.objective_yen


def test_numbers_count_within_the_tour(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    clock: Clock,
) -> None:
    for _ in range(2):
        start()
        make_worker(HANDLERS).run_due()
        clock.pass_by(minutes=1)

    with sessions() as session:
        numbers = session.scalars(select(Plan.number).order_by(Plan.number)).all()
        assert numbers == [1, 2]


def test_planning_again_goes_on_from_the_newest_plan(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    clock: Clock,
) -> None:
    start(60)
    make_worker(HANDLERS).run_due()
    plan_until_asked_to_stop(sessions, start(3600), clock)

    with sessions() as session:
        first, second = session.scalars(select(Plan).order_by(Plan.number)).all()
        assert first.proven_optimal
        assert second.objective_yen == first.objective_yen
        assert held(second) == held(first)


def test_a_locked_bid_stays_where_it_is(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    clock: Clock,
) -> None:
    run_id = start()
    make_worker(HANDLERS).run_due()
    with sessions() as session:
        plan = session.get_one(PlanningRun, run_id).plan
        assert plan is not None
        locked = plan.seminars[0]
        locks.lock_as_planned(session, plan.id, {locked.bid_id: ""}, actor=SYSTEM, now=clock())
        bid = locked.bid
        for each in bid.dates:
            each.choice = Choice.IMPOSSIBLE
        session.commit()
        kept = (bid.id, locked.day, locked.team[0].adviser_id)

    again = start()
    make_worker(HANDLERS).run_due()

    with sessions() as session:
        plan = session.get_one(PlanningRun, again).plan
        assert plan is not None
        found = [(each.bid_id, each.day, each.team[0].adviser_id) for each in plan.seminars]
        assert kept in found


def test_a_tour_that_cannot_be_planned_says_what_collides(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    tour_id: int,
    clock: Clock,
) -> None:
    run_id = start()
    make_worker(HANDLERS).run_due()
    with sessions() as session:
        plan = session.get_one(PlanningRun, run_id).plan
        assert plan is not None
        unseen = {each.bid_id: "" for each in plan.seminars}
        locks.lock_as_planned(session, plan.id, unseen, actor=SYSTEM, now=clock())
        session.get_one(Tour, tour_id).travel_budget_yen = 1
        session.commit()

    again = start(60)
    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, again)
        assert run.job.state is JobState.DONE
        assert run.plan is None
        told = failure_text(session, run)
        assert told is not None
        assert "商工会議所" in told[Locale.JA]
        assert "fares and hotels are" in told[Locale.EN]
        (failed,) = histories.lines(session, HistoryKind.RUN_FAILED)
        assert (failed.subject_kind, failed.subject_id, failed.actor_kind) == (
            "run",
            again,
            "system",
        )


def test_a_tour_on_which_nothing_is_known_in_time_is_not_called_impossible(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def give_up(*_: object, **__: object) -> solver.Plan:
        raise solver.Undecided(())

    monkeypatch.setattr(solver, "solve", give_up)
    run_id = start()
    make_worker(HANDLERS).run_due()
    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.job.state is JobState.DONE
        assert run.plan is None
        told = failure_text(session, run)
        assert told is not None
        assert "not proven" in told[Locale.EN]
        assert "証明されたわけではありません" in told[Locale.JA]


def test_a_broken_instance_ends_the_run_with_its_faults(
    sessions: sessionmaker[Session], make_worker: MakeWorker, start: Callable[..., int]
) -> None:
    run_id = start()
    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        run.instance = run.instance | {"horizon": {"start": "2027-03-31", "end": "2026-04-01"}}
        session.commit()

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.job.state is JobState.DONE
        told = failure_text(session, run)
        assert told is not None
        assert "$.horizon" in told[Locale.EN]


def test_asked_to_stop_the_planner_keeps_its_best_plan(
    sessions: sessionmaker[Session], start: Callable[..., int], clock: Clock
) -> None:
    run_id = start(3600)
    plan_until_asked_to_stop(sessions, run_id, clock)

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.job.state is JobState.DONE
        assert run.plan is not None
        assert check_again(run, run.plan).valid


def test_a_run_that_a_dead_worker_left_begins_anew_and_ends_once(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    clock: Clock,
) -> None:
    run_id = start()
    claim(sessions, run_id, clock, "dead")
    with sessions() as session:
        left = PlanningProgress(
            planning_run_id=run_id, seconds=900, objective_yen=1, bound_yen=0, phase="search"
        )
        session.add(left)
        session.commit()
    clock.pass_by(seconds=LEASE.total_seconds() + 1)

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.job.state is JobState.DONE
        assert run.job.attempt == 2
        assert all(each.seconds < 900 for each in run.progress)
        assert len(session.scalars(select(Plan)).all()) == 1


def test_a_worker_that_lost_its_job_saves_no_plan(
    sessions: sessionmaker[Session], start: Callable[..., int], clock: Clock
) -> None:
    run_id = start()
    slow = claim(sessions, run_id, clock, "slow")
    clock.pass_by(seconds=LEASE.total_seconds() + 1)
    fast = claim(sessions, run_id, clock, "fast")

    handler.plan_tour(fast)
    with pytest.raises(LeaseLostError):
        handler.plan_tour(slow)

    with sessions() as session:
        assert len(session.scalars(select(Plan)).all()) == 1


def test_the_runs_of_a_tour_are_done_one_after_the_other(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    start: Callable[..., int],
    tour_id: int,
) -> None:
    first = start(3)
    with sessions() as session:
        make_bid(session, session.get_one(Tour, tour_id), place="47")
    second = start(3)
    worker = make_worker(HANDLERS)

    def states() -> list[JobState]:
        with sessions() as session:
            return [session.get_one(PlanningRun, key).job.state for key in (first, second)]

    worker.run_due()
    assert states() == [JobState.DONE, JobState.QUEUED]
    worker.run_due()
    assert states() == [JobState.DONE, JobState.DONE]
