"""Somebody's consultation at a seminar goes on at the desk."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import from_seminars
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.extensions import db
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.templating import settings


@bp.post("/registrations/<int:registration_id>/case")
@staff(RoleName.CLERK)
def registration_case(registration_id: int) -> ResponseReturnValue:
    """Make a case of it, which the office does not read."""
    number = from_seminars.open_from(
        db.session(),
        registration_id,
        seal=DeskSeal.of(settings()),
        actor=current_actor(),
        now=now(),
    )
    flash(gettext("The desk has it as case %(number)s.", number=number), "success")
    return redirect(url_for("organisers.registration", registration_id=registration_id), 303)
