"""What is ready to be planned in a tour, and what to look at before."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from seminar_service.advisers.model import Engagement
from seminar_service.bids.states import BidState
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.queries.lock_troubles import LockTrouble, lock_troubles
from seminar_service.planning.queries.queue import QueuedRun, planning_queue
from seminar_service.planning.queries.warnings import PlanningWarning, Prospect, warnings
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.solver_io import PlanningProblem, planning_problem
from seminar_service.planning.states import PlanState
from seminar_service.seminars.declines import open_declines
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour

RECENT_RUNS = 5
OF_THE_TOUR = [state for state in PlanState if state is not PlanState.SCENARIO]


@dataclass(frozen=True, slots=True)
class PlanningRoom:
    """What the planning room of a tour shows; runs and plans begin with the latest.

    Runs of drafts are shown with their drafts, those of a curve's points with it, not here.
    `problem` is what a run would be started with now, `queue` what has not ended yet.
    """

    tour: Tour
    accepted_bids: int
    engagements: tuple[Engagement, ...]
    locked_bids: int
    published_bids: int
    problem: PlanningProblem
    lock_troubles: tuple[LockTrouble, ...]
    open_declines: tuple[DeclinedDay, ...]
    warnings: tuple[PlanningWarning, ...]
    queue: tuple[QueuedRun, ...]
    runs: tuple[PlanningRun, ...]
    plans: tuple[Plan, ...]


def planning_room(session: Session, tour: Tour, *, earliest: date | None) -> PlanningRoom:
    """Everything for the planning room.

    `earliest` is the first day that can still be planned; None for a tour that is over, which
    is planned as though nothing had been published.
    """
    problem = planning_problem(session, tour, earliest=earliest, in_hindsight=earliest is None)
    locked, published = problem.known.locked, problem.known.published
    accepted = tuple(bid for bid in problem.bids if bid.state is BidState.ACCEPTED)
    engagements = tuple(sorted(problem.engagements, key=_by_reading))
    prospect = Prospect(tour, earliest, problem.bids, engagements, published, locked)
    return PlanningRoom(
        tour=tour,
        accepted_bids=len(accepted),
        engagements=engagements,
        locked_bids=sum(bid.id in locked for bid in accepted),
        published_bids=len(published),
        problem=problem,
        lock_troubles=lock_troubles(session, tour, earliest=earliest, problem=problem),
        open_declines=tuple(open_declines(session, tour.id)),
        warnings=tuple(warnings(prospect)),
        queue=planning_queue(session, tour.id),
        runs=_runs(session, tour.id),
        plans=plans_of(session, tour.id),
    )


def plans_of(session: Session, tour_id: int, *, with_scenarios: bool = False) -> tuple[Plan, ...]:
    """The plans of a tour, the latest first, without what fills their pages.

    Those that answer scenarios are left out, unless they are asked for.
    """
    states = list(PlanState) if with_scenarios else OF_THE_TOUR
    return tuple(
        session.scalars(
            select(Plan)
            .where(Plan.tour_id == tour_id, Plan.state.in_(states))
            .order_by(Plan.number.desc())
            .options(
                defer(Plan.itineraries),
                joinedload(Plan.maker),
                joinedload(Plan.parent).defer(Plan.itineraries),
            )
        )
    )


def _by_reading(engagement: Engagement) -> tuple[str, int]:
    return engagement.adviser.name_kana, engagement.adviser_id


def _runs(session: Session, tour_id: int) -> tuple[PlanningRun, ...]:
    return tuple(
        session.scalars(
            select(PlanningRun)
            .where(
                PlanningRun.tour_id == tour_id,
                ~PlanningRun.of_draft.has(),
                ~PlanningRun.scenario.has(Scenario.curve.is_not(None)),
            )
            .order_by(PlanningRun.id.desc())
            .limit(RECENT_RUNS)
            .options(
                joinedload(PlanningRun.job),
                joinedload(PlanningRun.scenario),
                joinedload(PlanningRun.plan).defer(Plan.itineraries),
                defer(PlanningRun.instance),
                defer(PlanningRun.input),
            )
        )
    )
