"""Planning again from a draft: choosing what stays or is free, and starting the planner."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning import replanning
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.queries.replan_choices import replan_view, selection_of
from seminar_service.planning.replan_values import NothingFree, NothingToMend, ReplanKind
from seminar_service.planning.selections import Selection
from seminar_service.planning.values import PlanningUnderWay
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import StartPlanningForm


@bp.get("/plans/<int:plan_id>/again/<task>")
@staff(RoleName.PLANNER)
def replan(plan_id: int, task: str) -> ResponseReturnValue:
    """What can be chosen of the draft, and what that means for the planner."""
    wanted = _kind(task)
    try:
        selection = selection_of(db.session(), plan_id, request.args.items(multi=True))
        return _page(plan_id, wanted, selection, StartPlanningForm())
    except NotADraft:
        return _no_draft(plan_id)


@bp.post("/plans/<int:plan_id>/again/<task>")
@staff(RoleName.PLANNER)
def start_replanning(plan_id: int, task: str) -> ResponseReturnValue:
    """Start the planner with what was chosen, or show first what the choice means."""
    wanted, form = _kind(task), StartPlanningForm()
    try:
        selection = selection_of(db.session(), plan_id, request.form.items(multi=True))
        if request.form.get("deed") == "show":
            return redirect(address_of(plan_id, wanted, selection), HTTPStatus.SEE_OTHER)
        if not form.validate_on_submit():
            return _page(plan_id, wanted, selection, form), HTTPStatus.UNPROCESSABLE_ENTITY
        return _started(plan_id, wanted, selection, form)
    except NotADraft:
        return _no_draft(plan_id)


def address_of(plan_id: int, kind: ReplanKind, selection: Selection) -> str:
    """Return the address of the page on which a selection is shown, to be shared."""
    values: dict[str, Any] = {}
    for name, value in selection.pairs():
        values.setdefault(name, []).append(value)
    return url_for("organisers.replan", plan_id=plan_id, task=kind.value, **values)


def _started(
    plan_id: int, kind: ReplanKind, selection: Selection, form: StartPlanningForm
) -> ResponseReturnValue:
    seconds = form.time_limit.data
    try:
        run_id = replanning.plan_again(
            db.session(), plan_id, kind, selection, seconds, actor=current_actor(), now=now()
        )
    except PlanningUnderWay as error:
        flash(_("The planner is already at work on this draft."), "warning")
        run_id = error.run_id
    except NothingFree:
        flash(_("Everything would stay as it is. Please leave the planner something."), "warning")
        return _page(plan_id, kind, selection, form), HTTPStatus.CONFLICT
    except NothingToMend:
        flash(_("There is nothing to repair: this draft breaks no rule."), "warning")
        return _page(plan_id, kind, selection, form), HTTPStatus.CONFLICT
    return redirect(url_for("organisers.planning_run", run_id=run_id), HTTPStatus.SEE_OTHER)


def _page(plan_id: int, kind: ReplanKind, selection: Selection, form: StartPlanningForm) -> str:
    view = replan_view(db.session(), plan_id, kind, selection)
    return render_template(
        "organisers/plans/replan.html",
        view=view,
        plan=view.plan,
        tour=view.plan.tour,
        kind=kind,
        form=form,
        freeing_url=address_of(plan_id, kind, replace(selection, frees_broken=True)),
    )


def _kind(text: str) -> ReplanKind:
    try:
        return ReplanKind(text)
    except ValueError:
        abort(HTTPStatus.NOT_FOUND)


def _no_draft(plan_id: int) -> ResponseReturnValue:
    flash(_("This plan is not edited by hand, or it has been released."), "error")
    return redirect(url_for("organisers.plan", plan_id=plan_id), HTTPStatus.SEE_OTHER)
