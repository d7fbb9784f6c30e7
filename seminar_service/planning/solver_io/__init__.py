"""Between the database and the planner: rows to instances, plans to rows.

Nothing else in the application knows both the tables and the solver's values.
"""

from seminar_service.planning.solver_io.bench_values import (
    AdviserUnknown,
    Choice,
    DayFar,
    Facts,
    Move,
    Supposed,
)
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.solver_io.draft_problems import Locked, locked_in, places_in
from seminar_service.planning.solver_io.drafts import (
    ProblemFaulty,
    add_draft,
    add_sibling,
    knows_all,
    planned_seminar,
    refusal_by_hand,
)
from seminar_service.planning.solver_io.free_advisers import as_though_free, unavailable_days
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
from seminar_service.planning.solver_io.newcomers import Newcomer, read_newcomers
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
from seminar_service.planning.solver_io.replan_problems import (
    refusal_documents,
    replan_problem,
    start_document,
    suggested,
)
from seminar_service.planning.solver_io.rows import OpenBid, held_by, held_by_all
from seminar_service.planning.solver_io.today import Today, tour_today
from seminar_service.planning.solver_io.trials import UNTOUCHED, Trial
from seminar_service.planning.solver_io.weighing import digest_of
from seminar_service.planning.solver_io.what_if import WhatIf
from seminar_service.planning.solver_io.what_if_troubles import find_troubles
from seminar_service.planning.solver_io.workbenches import draft_bench, plan_bench, tour_bench

__all__ = [
    "UNTOUCHED",
    "AdviserUnknown",
    "Appointment",
    "Bench",
    "CheckedPlan",
    "Choice",
    "DayFar",
    "Facts",
    "ImportedTour",
    "Locked",
    "Move",
    "Newcomer",
    "OpenBid",
    "PlanContradictsRules",
    "PlanningProblem",
    "ProblemFaulty",
    "Supposed",
    "Today",
    "Trial",
    "WhatIf",
    "add_draft",
    "add_plan",
    "add_sibling",
    "as_though_free",
    "breaches_of_locks",
    "check_plan",
    "declines",
    "digest_of",
    "draft_bench",
    "failure_of",
    "failure_of_invalid",
    "failure_of_undecided",
    "find_troubles",
    "held_by",
    "held_by_all",
    "instance_document",
    "knows_all",
    "locked_appointments",
    "locked_in",
    "newest_plan_document",
    "places_in",
    "plan_bench",
    "plan_for_rows",
    "planned_seminar",
    "planning_input",
    "planning_problem",
    "published_appointments",
    "read_newcomers",
    "refusal_by_hand",
    "refusal_documents",
    "replan_problem",
    "start_document",
    "suggested",
    "tour_bench",
    "tour_from_instance",
    "tour_today",
    "unavailable_days",
]
