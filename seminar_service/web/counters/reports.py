"""A counter reports the consultations of a month."""

from http import HTTPStatus

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.counters.queries import counter
from seminar_service.extensions import db
from seminar_service.web import counter_reports
from seminar_service.web.counters import bp
from seminar_service.web.counters.visits import Visit, of_counter


@bp.route("/counter/reports/<month>", methods=["GET", "POST"])
@bp.route("/counter/<token>/reports/<month>", methods=["GET", "POST"])
@of_counter
def report(visit: Visit, month: str) -> ResponseReturnValue:
    """How many consultations there were in a month, by kind."""
    asked = counter_reports.month_of(month)
    form, status = counter_reports.handled_report(visit.counter_id, asked, visit.actor)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The report has been saved. Thank you."), "success")
        return redirect(visit.url("own"), status)
    page = render_template(
        "counters/report.html",
        visit=visit,
        counter=counter(db.session(), visit.counter_id),
        form=form,
        month=asked,
        **counter_reports.beside(visit.counter_id, asked),
    )
    return page, status
