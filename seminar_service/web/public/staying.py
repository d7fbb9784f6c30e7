"""Whether somebody comes at the new date of a seminar, reached by the own secret link."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations import staying
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.staying import Stay
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.web.clock import now
from seminar_service.web.public import bp
from seminar_service.web.public.forms_staying import StayForm
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings


@bp.route("/registrations/<token>/stay", methods=["GET", "POST"])
@secret
def stay(token: str) -> ResponseReturnValue:
    """Stay or withdraw by one press. Programs that check mails open addresses: only a POST acts."""
    instant = now()
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=instant)
    form = StayForm()
    if form.validate_on_submit() and form.is_answered and _answered(form, registration_id):
        return redirect(url_for("public.registration", token=token), 303)
    own = own_registration(db.session(), registration_id, now=instant)
    form.seen.data = own.registration.seminar.calendar_sequence
    page = render_template(
        "public/stay.html",
        own=own,
        registration=own.registration,
        seminar=own.registration.seminar,
        form=form,
        token=token,
        moved_again=form.is_submitted() and form.is_answered,
    )
    return page, 409 if form.is_submitted() else 200


def _answered(form: StayForm, registration_id: int) -> bool:
    """Do what was pressed; False where the date is another than the one that was shown."""
    if form.withdraw.data:
        return _withdraw(registration_id)
    noted = staying.stay(
        db.session(),
        registration_id,
        seen=form.seen.data or 0,
        actor=PARTICIPANT,
        now=now(),
    )
    if noted is Stay.MOVED_AGAIN:
        return False
    if noted is Stay.OVER:
        flash(gettext("This registration is over. Nothing was changed."), "warning")
    else:
        flash(gettext("Thank you. Your registration stays as it is."), "success")
    return True


def _withdraw(registration_id: int) -> bool:
    office = Office.of(settings())
    try:
        registrations.withdraw(
            db.session(), registration_id, office=office, actor=PARTICIPANT, now=now()
        )
    except SeminarBegun:
        flash(gettext("This registration is over. Nothing was changed."), "warning")
    return True
