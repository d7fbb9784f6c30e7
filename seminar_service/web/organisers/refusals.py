"""What the office tells the host of a refused bid, before the plan is released."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.planning.host_words import RefusalTold, write_refusal
from seminar_service.planning.model import PlannedDecline
from seminar_service.planning.queries.refusals import own_words, refusal_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import RefusalForm


@bp.route("/plans/<int:plan_id>/refusals/<int:bid_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_refusal(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """Change what the host is told, or go back to the service's own words."""
    refusal, shown = _present(plan_id, bid_id)
    own = own_words(db.session(), refusal)[Locale(refusal.bid.locale)]
    form = RefusalForm(data=shown.data)
    try:
        status = handled(
            form, partial(_save, plan_id, bid_id, form, own), partial(_present, plan_id, bid_id)
        )
    except RefusalTold:
        reason = _("The plan has been released, and the host has been told.")
        return give_back(form, reason, back=(_refusals(plan_id, bid_id), _("To the refusals")))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved: the host reads it as it stands below."), "success")
        return redirect(_refusals(plan_id, bid_id), status)
    page = render_template(
        "organisers/plans/refusal_edit.html",
        plan=refusal.plan,
        tour=refusal.plan.tour,
        bid=refusal.bid,
        own=own,
        is_edited=bool(refusal.office_text),
        form=form,
    )
    return page, status


def _present(plan_id: int, bid_id: int) -> tuple[PlannedDecline, RefusalForm]:
    """The refusal as it is now, and the form of it."""
    refusal = refusal_of(db.session(), plan_id, bid_id)
    own = own_words(db.session(), refusal)[Locale(refusal.bid.locale)]
    values = {"text": refusal.office_text or own, "version": refusal.version}
    return refusal, RefusalForm(formdata=None, data=values)


def _save(plan_id: int, bid_id: int, form: RefusalForm, own: str, version: int) -> None:
    """Keep what was written; the service's own words are kept as none."""
    text = form.text.data or ""
    write_refusal(
        db.session(),
        plan_id,
        bid_id,
        "" if form.own_words.data or text == own else text,
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _refusals(plan_id: int, bid_id: int) -> str:
    return url_for("organisers.plan_refusals", plan_id=plan_id, _anchor=f"bid-{bid_id}")
