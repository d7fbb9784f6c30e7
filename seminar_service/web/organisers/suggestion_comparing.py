"""What the planner suggests beside the draft: in all views in which two plans are compared."""

from flask import request
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.queries.comparison import compare
from seminar_service.planning.queries.plans import engagements
from seminar_service.planning.queries.suggested_plans import suggested
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.organisers import bp, plan_comparing
from seminar_service.web.organisers.adviser_lines import everybody
from seminar_service.web.organisers.compared_plans import Compared
from seminar_service.web.organisers.plan_selection import Selection

ENDPOINTS = {
    "compare": "organisers.compare_suggestion",
    "compare_calendar": "organisers.suggestion_calendars",
    "compare_timeline": "organisers.suggestion_timelines",
    "compare_map": "organisers.suggestion_maps",
}


@bp.get("/plans/<int:plan_id>/suggestions/<int:run_id>")
@staff(RoleName.PLANNER)
def compare_suggestion(plan_id: int, run_id: int) -> ResponseReturnValue:
    """The draft beside what a run suggests for it: the cost, and who moves."""
    return plan_comparing.list_page(_compared(plan_id, run_id), ENDPOINTS)


@bp.get("/plans/<int:plan_id>/suggestions/<int:run_id>/calendar")
@staff(RoleName.PLANNER)
def suggestion_calendars(plan_id: int, run_id: int) -> ResponseReturnValue:
    """What would move from where to where."""
    return plan_comparing.calendar_page(_compared(plan_id, run_id), ENDPOINTS)


@bp.get("/plans/<int:plan_id>/suggestions/<int:run_id>/timeline")
@staff(RoleName.PLANNER)
def suggestion_timelines(plan_id: int, run_id: int) -> ResponseReturnValue:
    """Both on each adviser's line of the year."""
    found = _compared(plan_id, run_id, with_everybody=True)
    return plan_comparing.timeline_page(found, ENDPOINTS)


@bp.get("/plans/<int:plan_id>/suggestions/<int:run_id>/map")
@staff(RoleName.PLANNER)
def suggestion_maps(plan_id: int, run_id: int) -> ResponseReturnValue:
    """The prefectures in which something would differ, with both routes of the one adviser."""
    return plan_comparing.map_page(_compared(plan_id, run_id), ENDPOINTS)


def _compared(plan_id: int, run_id: int, *, with_everybody: bool = False) -> Compared:
    found = suggested(db.session(), plan_id, run_id)
    draft, suggestion = found.draft, found.suggestion
    engaged = engagements(db.session(), draft.plan.tour_id) if with_everybody else ()
    advisers = everybody([draft, suggestion], engaged)
    selection = Selection.read(request.args, draft.plan.tour.fiscal_year, today())
    return Compared(
        before=draft,
        after=suggestion,
        comparison=compare(draft, suggestion),
        others=(),
        advisers=tuple(advisers),
        engagements=engaged,
        selection=selection.among(each.id for each in advisers),
        only_different=request.args.get("only") == plan_comparing.DIFFERENT,
        run_id=run_id,
    )
