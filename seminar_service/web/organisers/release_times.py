"""Releasing a plan at a set time, and calling that off."""

from typing import Final

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.planning.queries.plans import plan_of
from seminar_service.releases import scheduling
from seminar_service.releases.preview import comparison
from seminar_service.rounds.services import DeadlinePast
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_release import ScheduleForm
from seminar_service.web.organisers.release import OUTDATED, preview_page

_NOT_SCHEDULED: Final[dict[type[Exception], str]] = OUTDATED | {
    scheduling.ReleaseAlreadyScheduled: _l(
        "Another plan of this tour is to be released at a set time. Call that off first."
    ),
    TransitionNotAllowed: _l("This plan has already been released."),
}
"""Why a plan is not to be released at a set time, in words."""


@bp.post("/plans/<int:plan_id>/release/schedule")
@staff(RoleName.PLANNER)
def schedule_release(plan_id: int) -> ResponseReturnValue:
    """Have the plan released at a set time, if what was shown is still what would be done."""
    form = ScheduleForm()
    if not form.validate_on_submit():
        if not comparison(db.session(), plan_id, now=now()).may_be_released:
            flash(_("This plan cannot be released as things are."), "warning")
            return redirect(url_for("organisers.release_preview", plan_id=plan_id), 303)
        return preview_page(plan_id, later=form), 422
    try:
        scheduling.schedule_release(
            db.session(),
            plan_id,
            form.release_at,
            shown=form.shown.data or "",
            due_on=form.until.data,
            actor=current_actor(),
            now=now(),
        )
    except scheduling.ReleaseTimePast:
        form.day.errors = [_("This time has passed. Please enter a later one.")]
        return preview_page(plan_id, later=form), 422
    except DeadlinePast:
        form.until.errors = [_("Please choose a day that does not lie before the release.")]
        return preview_page(plan_id, later=form), 422
    except tuple(_NOT_SCHEDULED) as error:
        flash(_NOT_SCHEDULED[type(error)], "warning")
        return preview_page(plan_id, later=form), 409
    flash(_("The plan is released at this time, if nothing changes until then."), "success")
    return redirect(url_for("organisers.release_preview", plan_id=plan_id), 303)


@bp.post("/plans/<int:plan_id>/release/call-off")
@staff(RoleName.PLANNER)
def call_off_release(plan_id: int) -> ResponseReturnValue:
    """Let the plan not be released at its time."""
    plan_of(db.session(), plan_id)
    if scheduling.call_off(db.session(), plan_id, actor=current_actor(), now=now()):
        flash(_("The release is called off."), "success")
    else:
        flash(_("No release of this plan is waiting."), "warning")
    return redirect(url_for("organisers.release_preview", plan_id=plan_id), 303)
