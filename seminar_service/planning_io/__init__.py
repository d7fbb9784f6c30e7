"""Between the database and the planner: rows to instances, plans to rows.

Nothing else in the application knows both the tables and the solver's values.
"""

from seminar_service.planning_io.importing import (
    ImportedTour,
    plan_for_rows,
    tour_from_instance,
)
from seminar_service.planning_io.instances import instance_document
from seminar_service.planning_io.plans import PlanContradictsRules, add_plan

__all__ = [
    "ImportedTour",
    "PlanContradictsRules",
    "add_plan",
    "instance_document",
    "plan_for_rows",
    "tour_from_instance",
]
