"""Plans made by hand, saved as the planner's are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.solver_io import add_plan, check_plan, instance_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.tours.model import Tour
from tests.factories import NOW

OTHERS = solver.Text("Others.", "他を優先。")
Held = Mapping[Bid, tuple[date, list[Adviser]]]


def save_plan(
    session: Session,
    tour: Tour,
    held: Held,
    declined: Mapping[Bid, solver.Decline] | None = None,
    *,
    origin: PlanOrigin = PlanOrigin.PLANNER,
    bound_yen: int | None = -1,
) -> Plan:
    """Save a valid plan of a tour; it refuses what is not held.

    A bound of None is the plan's cost, so that it is optimal.
    """
    document = instance_document(session, tour)
    instance = solver.read_instance(document)
    seminars = tuple(
        solver.Seminar(bid_name(bid.id), day, tuple(adviser_name(each.id) for each in team))
        for bid, (day, team) in held.items()
    )
    refusals = {bid_name(bid.id): decline for bid, decline in (declined or {}).items()}
    draft = solver.Plan(
        instance=instance.name,
        status="feasible" if bound_yen is not None else "optimal",
        objective_yen=None,
        bound_yen=None,
        seminars=seminars,
        declined=tuple(
            refusals.get(each.id, solver.Decline(each.id, "outbid", OTHERS))
            for each in instance.bids
            if each.id not in {seminar.bid for seminar in seminars}
        ),
    )
    cost = solver.check(instance, draft).objective_yen
    plan = replace(draft, objective_yen=cost, bound_yen=cost if bound_yen is None else bound_yen)
    row = add_plan(session, tour.id, check_plan(document, plan), origin=origin, now=NOW)
    session.commit()
    return row
