"""Releasing a plan: first what it would change and whom it mails, then the deed."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.text_folding import fold_spaces, without_controls
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.planning import waivers
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.freshness import freshness, may_be_released, problem_of
from seminar_service.planning.queries.plans import plan_of, released_plan
from seminar_service.planning.queries.scenarios import assumed_texts
from seminar_service.releases import services as releases
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.mail_list import Audience
from seminar_service.releases.mail_pages import count_mails
from seminar_service.releases.prepared import preparation
from seminar_service.releases.preparing import PreparationOutdated
from seminar_service.releases.preview import comparison
from seminar_service.releases.scheduling import scheduled_release
from seminar_service.rounds.values import usual_deadline
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import USUAL_LIMIT
from seminar_service.web.organisers.forms_release import ReleaseForm, ScheduleForm
from seminar_service.web.organisers.release_changes import LOOK, TOLD
from seminar_service.web.templating import settings

OUTDATED: Final[dict[type[Exception], str]] = {
    releases.PreviewOutdated: _l(
        "Something has changed in the meantime. Please look at the changes again."
    ),
    releases.PlanOutdated: _l("The plan does not fit what is known today. Please plan again."),
    PreparationOutdated: _l(
        "Some emails tell something else than when you prepared them. Please look at them first."
    ),
}
"""Why a plan is not released as things are, in words."""


@bp.get("/plans/<int:plan_id>/release")
@staff(RoleName.PLANNER)
def release_preview(plan_id: int) -> ResponseReturnValue:
    """What releasing would change, and whom it would write to."""
    plan = plan_of(db.session(), plan_id)
    return _of_scenario(plan) if plan.scenario else preview_page(plan_id)


@bp.post("/plans/<int:plan_id>/release")
@staff(RoleName.PLANNER)
def release_plan(plan_id: int) -> ResponseReturnValue:
    """Release, if what was shown is still what would be done."""
    plan = plan_of(db.session(), plan_id)
    if plan.scenario:
        return _of_scenario(plan), 409
    form = ReleaseForm()
    if not form.validate_on_submit():
        return preview_page(plan_id, form=form), 400
    try:
        done = releases.release(
            db.session(),
            plan_id,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
            shown=form.shown.data or "",  # a form without it has shown nothing
            due_on=form.until.data,
        )
    except tuple(OUTDATED) as error:
        flash(OUTDATED[type(error)], "warning")
        return preview_page(plan_id), 409
    except TransitionNotAllowed:
        flash(_("This plan has already been released."), "warning")
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    changed = len(done.changes) - len(done.of_kind(ChangeKind.KEPT))
    flash(
        ngettext(
            "The plan is released: %(num)d seminar changed.",
            "The plan is released: %(num)d seminars changed.",
            changed,
        ),
        "success",
    )
    return redirect(url_for("organisers.seminars", tour_code=done.plan.tour.code), 303)


@bp.post("/plans/<int:plan_id>/waive")
@staff(RoleName.PLANNER)
def waive_rule(plan_id: int) -> ResponseReturnValue:
    """Let a draft break a rule where it does, for a reason that is kept."""
    mark, reason = request.form.get("mark", ""), _reason()
    if not 0 < len(reason) <= waivers.LONGEST_REASON:
        return preview_page(plan_id, waiver_error=mark, waiver_reason=reason), 422
    try:
        waivers.waive(
            db.session(), plan_id, mark, reason, today=today(), actor=current_actor(), now=now()
        )
    except NotADraft:
        flash(_("This plan is not edited by hand, or it has been released."), "error")
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    except (NotFound, waivers.NotWaivable):
        plan_of(db.session(), plan_id)
        flash(
            _("Something has changed in the meantime. Please look at the changes again."), "warning"
        )
        return preview_page(plan_id), 409
    flash(_("The rule is waived in this draft."), "success")
    return redirect(url_for("organisers.release_preview", plan_id=plan_id), 303)


@bp.post("/plans/<int:plan_id>/waive/withdraw")
@staff(RoleName.PLANNER)
def withdraw_waiver(plan_id: int) -> ResponseReturnValue:
    """Let a rule hold again in a draft."""
    mark = request.form.get("mark", "")
    try:
        waivers.withdraw_waiver(db.session(), plan_id, mark, actor=current_actor(), now=now())
    except NotADraft:
        flash(_("This plan is not edited by hand, or it has been released."), "error")
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    flash(_("The rule holds again in this draft."), "success")
    return redirect(url_for("organisers.release_preview", plan_id=plan_id), 303)


def _of_scenario(plan: Plan) -> str:
    """Why a plan that answers a scenario is not released, and what can be done instead."""
    return render_template(
        "organisers/scenarios/not_released.html",
        plan=plan,
        tour=plan.tour,
        assumed=assumed_texts(db.session(), plan),
    )


def preview_page(
    plan_id: int,
    *,
    form: ReleaseForm | None = None,
    later: ScheduleForm | None = None,
    waiver_error: str = "",
    waiver_reason: str = "",
) -> str:
    """What releasing a plan would change, above the forms `form` and `later`, new where None."""
    problem = problem_of(db.session(), plan_of(db.session(), plan_id).tour, today=today())
    compared = comparison(db.session(), plan_id, now=now(), problem=problem)
    prepared = preparation(db.session(), compared, now=now())
    form = form or ReleaseForm(data={"until": usual_deadline(today())})
    later = later or ScheduleForm(data={"until": usual_deadline(today())})
    form.shown.data = later.shown.data = compared.fingerprint
    return render_template(
        "organisers/release.html",
        compared=compared,
        plan=compared.plan,
        tour=compared.plan.tour,
        form=form,
        later=later,
        scheduled=scheduled_release(db.session(), plan_id),
        standing=released_plan(db.session(), compared.plan.tour_id),
        counts=count_mails(compared),
        prepared=prepared,
        audiences=Audience,
        told_kinds=TOLD,
        LOOK=LOOK,
        freshness=freshness(
            db.session(),
            compared.plan,
            today=today(),
            problem=problem,
            objections=compared.found,
        ),
        usual_limit=USUAL_LIMIT,
        waiver_error=waiver_error,
        waiver_reason=waiver_reason,
        longest_reason=waivers.LONGEST_REASON,
        may_edit=may_be_released(compared.plan, compared.plan.tour),
    )


def _reason() -> str:
    """Why a rule is to be waived, in one line."""
    return fold_spaces(without_controls(request.form.get("reason", "")))
