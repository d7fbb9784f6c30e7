"""Where the staff arrives: the tours."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview import health
from seminar_service.overview import home as overview
from seminar_service.web.accounts import has_role, member
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.work import stumbles


@bp.get("/")
@member
def home() -> ResponseReturnValue:
    """All tours, with what waits for somebody; who works elsewhere is led there."""
    if has_role(RoleName.COUNTER_STAFF):
        return redirect(url_for("counters.own"), 303)
    if not has_role(RoleName.VIEWER):
        at_desk = has_role(RoleName.DESK_EXPERT)
        return redirect(url_for("desk.home" if at_desk else "organisers.account"), 303)
    return render_template(
        "organisers/home.html",
        tours=overview.tours(db.session()),
        failed_mails=overview.failed_mails(db.session()),
        stumbles=stumbles.told_of(db.session()),
        mails_held_up=health.mails_held_up(db.session(), now=now()),
        jobs_held_up=health.jobs_held_up(db.session(), now=now()),
        may_plan=has_role(RoleName.PLANNER),
    )
