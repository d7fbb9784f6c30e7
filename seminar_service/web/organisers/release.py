"""Releasing a plan: first what it would change and whom it mails, then the deed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.planning.queries.freshness import freshness, may_be_released
from seminar_service.releases import services as releases
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.preview import comparison
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import USUAL_LIMIT
from seminar_service.web.templating import settings


class ReleaseForm(FlaskForm):
    """The deed; `shown` is the fingerprint of the preview above the button."""

    shown = HiddenField()


@bp.get("/plans/<int:plan_id>/release")
@staff(RoleName.PLANNER)
def release_preview(plan_id: int) -> ResponseReturnValue:
    """What releasing would change, and whom it would write to."""
    return _preview(plan_id)


@bp.post("/plans/<int:plan_id>/release")
@staff(RoleName.PLANNER)
def release_plan(plan_id: int) -> ResponseReturnValue:
    """Release, if what was shown is still what would be done."""
    form = ReleaseForm()
    if not form.validate_on_submit():
        return _preview(plan_id), 400
    try:
        done = releases.release(
            db.session(),
            plan_id,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
            shown=form.shown.data or "",  # a form without it has shown nothing
        )
    except releases.PreviewOutdated:
        flash(
            _("Something has changed in the meantime. Please look at the changes again."), "warning"
        )
        return _preview(plan_id), 409
    except releases.PlanOutdated:
        flash(_("The plan does not fit what is known today. Please plan again."), "error")
        return _preview(plan_id), 409
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
    return redirect(url_for("organisers.seminars", year=done.plan.tour.fiscal_year), 303)


def _preview(plan_id: int) -> str:
    compared = comparison(db.session(), plan_id, now=now())
    form = ReleaseForm()
    form.shown.data = compared.fingerprint
    return render_template(
        "organisers/release.html",
        compared=compared,
        plan=compared.plan,
        tour=compared.plan.tour,
        form=form,
        kinds=ChangeKind,
        freshness=freshness(db.session(), compared.plan, today=today()),
        usual_limit=USUAL_LIMIT,
        may_edit=may_be_released(compared.plan, compared.plan.tour),
    )
