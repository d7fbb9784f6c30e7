"""Plans that the organiser keeps: copy, name, note, delete."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.planning import drafting
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.plans import plan_of
from seminar_service.planning.solver_io import ProblemFaulty
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import DescribePlanForm
from seminar_service.web.page_requests import number_of


@bp.post("/plans/<int:plan_id>/copy")
@staff(RoleName.PLANNER)
def copy_plan(plan_id: int) -> ResponseReturnValue:
    """Begin a draft that is edited by hand."""
    try:
        draft_id = drafting.copy_plan(db.session(), plan_id, actor=current_actor(), now=now())
    except drafting.PlanNotOfTour:
        flash(
            _(
                "The plan cannot be copied: some of its seminars lean on an adviser or a bid that "
                "only its scenario has. Make the scenario the tour's own first."
            ),
            "error",
        )
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    except ProblemFaulty:
        flash(
            _("The plan cannot be copied: what is entered for this tour makes no plan possible."),
            "error",
        )
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    flash(
        _("This is your copy, weighed by what is known today. The plan it was copied from stays."),
        "success",
    )
    return redirect(_where_to_begin(draft_id), 303)


def _where_to_begin(draft_id: int) -> str:
    """The page of the bid for which somebody copies a plan, else that of the draft."""
    bid_id = number_of(request.form.get("bid", ""))
    held = {each.bid_id for each in plan_of(db.session(), draft_id).seminars} if bid_id else set()
    if bid_id in held:
        return url_for("organisers.edit_planned_bid", plan_id=draft_id, bid_id=bid_id)
    return url_for("organisers.edit_plan", plan_id=draft_id)


@bp.route("/plans/<int:plan_id>/name", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def describe_plan(plan_id: int) -> ResponseReturnValue:
    """Give the plan a name and a note."""
    plan, shown = _present(plan_id)
    form = DescribePlanForm(data=shown.data)
    status = handled(form, partial(_save, plan_id, form), partial(_present, plan_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.plan", plan_id=plan_id), status)
    page = render_template("organisers/plans/describe.html", plan=plan, tour=plan.tour, form=form)
    return page, status


@bp.post("/plans/<int:plan_id>/delete")
@staff(RoleName.PLANNER)
def delete_plan(plan_id: int) -> ResponseReturnValue:
    """Delete a draft, if it is still what was shown."""
    plan = plan_of(db.session(), plan_id)
    tour_code, here = plan.tour.code, url_for("organisers.describe_plan", plan_id=plan_id)
    try:
        drafting.delete_draft(
            db.session(),
            plan_id,
            version=version_in(request.form.get("version", "")),
            actor=current_actor(),
            now=now(),
        )
    except drafting.PlanHasCopies:
        flash(_("The draft stays: other plans were copied from it. Delete those first."), "error")
        return redirect(here, 303)
    except drafting.NotADraft:
        flash(_("Only drafts that have not been released can be deleted."), "error")
        return redirect(here, 303)
    except ChangedMeanwhile:
        flash(_("Somebody has changed the draft in the meantime. Please look again."), "warning")
        return redirect(here, 303)
    flash(_("The draft has been deleted."), "success")
    return redirect(url_for("organisers.planning", tour_code=tour_code), 303)


def _present(plan_id: int) -> tuple[Plan, DescribePlanForm]:
    """The plan as it is now, and the form of it."""
    plan = plan_of(db.session(), plan_id)
    return plan, DescribePlanForm(formdata=None, obj=plan)


def _save(plan_id: int, form: DescribePlanForm, version: int) -> None:
    drafting.describe_plan(
        db.session(),
        plan_id,
        form.name.data or "",
        form.note.data or "",
        version=version,
        actor=current_actor(),
        now=now(),
    )
