"""Who works on a case: decided by the head."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import steps
from seminar_service.consultations.steps import ExpertUnknown
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.desk import bp
from seminar_service.web.desk.guard import circumstances, known_case
from seminar_service.web.page_requests import number_of


@bp.post("/cases/<int:case_id>/experts")
@staff(RoleName.DESK_HEAD)
def assign_case(case_id: int) -> ResponseReturnValue:
    """Give a case to one more expert."""
    known_case(case_id)
    try:
        steps.assign(db.session(), case_id, _account(), **circumstances())
        flash(gettext("The case has been assigned."), "success")
    except ExpertUnknown:
        flash(gettext("Please choose somebody who works at the desk."), "error")
    return redirect(url_for("desk.case", case_id=case_id), 303)


@bp.post("/cases/<int:case_id>/experts/release")
@staff(RoleName.DESK_HEAD)
def release_case(case_id: int) -> ResponseReturnValue:
    """Take a case from an expert."""
    try:
        steps.release(db.session(), case_id, _account(), **circumstances())
        flash(gettext("The case has been taken from the expert."), "success")
    except TransitionNotAllowed:
        flash(gettext("The last expert stays with a closed case."), "error")
    return redirect(url_for("desk.case", case_id=case_id), 303)


def _account() -> int:
    return number_of(request.form.get("account", ""))
