"""What the planner suggests for a draft, as a plan that is kept nowhere, beside the draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from seminar_service.advisers.model import AnyAdviser
from seminar_service.domain.errors import NotFound
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import (
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
    PlanningRun,
)
from seminar_service.planning.queries.plans import PlanView, plan_view
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import read_held
from seminar_service.planning.solver_io import draft_bench


@dataclass(frozen=True, slots=True)
class Suggested:
    """A draft as it is now, and as it would be.

    Attributes:
        draft: The draft.
        suggestion: The same with what is suggested; its row is no row of the database.
    """

    draft: PlanView
    suggestion: PlanView


def suggested(session: Session, plan_id: int, run_id: int) -> Suggested:
    """Read a draft beside what a run suggests for it.

    Raises:
        NotFound: There is no such run of this draft, or it suggests nothing.
    """
    row = session.scalar(
        select(DraftRun)
        .where(DraftRun.run_id == run_id, DraftRun.draft_id == plan_id)
        .options(
            joinedload(DraftRun.run).options(
                defer(PlanningRun.instance), defer(PlanningRun.input), joinedload(PlanningRun.job)
            )
        )
    )
    if row is None or row.after is None:
        raise NotFound("suggestion")
    draft, after = plan_view(session, plan_id), read_held(row.after)
    with draft_bench(session, plan_id) as bench:
        bench.follow(after)
        weighed = bench.weighed(draft.plan.itineraries, bench.advisers)
    plan = Plan(
        tour=draft.plan.tour,
        number=draft.plan.number,
        state=draft.plan.state,
        origin=draft.plan.origin,
        created_at=row.run.created_at,
        objective_yen=weighed.objective_yen,
        bound_yen=draft.plan.bound_yen,
        components=weighed.components,
        itineraries=weighed.itineraries,
    )
    plan.seminars = list(_seminars(draft, after, _advisers(session, after.values())))
    plan.declines = [
        PlannedDecline(bid_id=key, bid=bid) for key, bid in draft.bids.items() if key not in after
    ]
    return Suggested(draft, PlanView(plan, {}, {}, frozenset()))


def _advisers(session: Session, held: Iterable[Held]) -> Mapping[int, AnyAdviser]:
    keys = {key for each in held for key in each.team}
    found = session.scalars(select(AnyAdviser).where(AnyAdviser.id.in_(keys)))
    return {each.id: each for each in found}


def _seminars(
    draft: PlanView, after: Mapping[int, Held], advisers: Mapping[int, AnyAdviser]
) -> Iterable[PlannedSeminar]:
    for key, held in after.items():
        if key in draft.bids:
            team = [
                PlannedTeamMember(position=place, adviser_id=one, adviser=advisers[one])
                for place, one in enumerate(held.team)
                if one in advisers
            ]
            yield PlannedSeminar(bid_id=key, bid=draft.bids[key], day=held.day, team=team)
