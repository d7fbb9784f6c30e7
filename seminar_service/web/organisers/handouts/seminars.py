"""Handouts for seminars ahead: as many as their audience needs are proposed, and ordered."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts.for_seminars import needs, order_for
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.handout_orders import named
from seminar_service.web.organisers import bp


@bp.route("/handouts/seminars", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def handouts_for_seminars() -> ResponseReturnValue:
    """What each seminar ahead needs; clerks order it for those that are ticked."""
    if request.method == "POST":
        return _ordered()
    return render_template(
        "organisers/handouts/seminars.html",
        needs=needs(db.session(), today=today()),
        handouts=queries.handouts(db.session()),
        named=named,
        may_order=has_role(RoleName.CLERK),
    )


@staff(RoleName.CLERK)
def _ordered() -> ResponseReturnValue:
    here = url_for("organisers.handouts_for_seminars")
    named_in_form = set(request.form.getlist("handout"))
    chosen = [each for each in queries.handouts(db.session()) if str(each.id) in named_in_form]
    if not chosen:
        flash(gettext("Please choose what is ordered."), "warning")
        return redirect(here, HTTPStatus.SEE_OTHER)
    number = order_for(
        db.session(),
        set(request.form.getlist("seminar")),
        chosen,
        today=today(),
        actor=current_actor(),
        now=now(),
    )
    flash(
        ngettext(
            "An order for %(num)s seminar has been entered.",
            "Orders for %(num)s seminars have been entered.",
            number,
        ),
        "success" if number else "info",
    )
    return redirect(here, HTTPStatus.SEE_OTHER)
