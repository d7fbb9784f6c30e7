"""Between the database and the planner: rows to instances, plans to rows.

Nothing else in the application knows both the tables and the solver's values.
"""

from seminar_service.planning.solver_io.importing import (
    ImportedTour,
    plan_for_rows,
    tour_from_instance,
)
from seminar_service.planning.solver_io.inputs import planning_input
from seminar_service.planning.solver_io.instances import (
    PlanningProblem,
    instance_document,
    planning_problem,
)
from seminar_service.planning.solver_io.plans import (
    CheckedPlan,
    PlanContradictsRules,
    add_plan,
    check_plan,
    newest_plan_document,
)
from seminar_service.planning.solver_io.published import (
    Appointment,
    declines,
    locked_appointments,
    published_appointments,
)
from seminar_service.planning.solver_io.refusals import (
    breaches_of_locks,
    failure_of,
    failure_of_invalid,
    failure_of_undecided,
)
from seminar_service.planning.solver_io.today import Today, tour_today

__all__ = [
    "Appointment",
    "CheckedPlan",
    "ImportedTour",
    "PlanContradictsRules",
    "PlanningProblem",
    "Today",
    "add_plan",
    "breaches_of_locks",
    "check_plan",
    "declines",
    "failure_of",
    "failure_of_invalid",
    "failure_of_undecided",
    "instance_document",
    "locked_appointments",
    "newest_plan_document",
    "plan_for_rows",
    "planning_input",
    "planning_problem",
    "published_appointments",
    "tour_from_instance",
    "tour_today",
]
