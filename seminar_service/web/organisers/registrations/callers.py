"""Registering somebody who calls, sends a fax or stands at the counter."""

from secrets import token_urlsafe

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.seminars import seminar_head
from seminar_service.questions.asked import asked_in
from seminar_service.registrations import services as use_cases
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import FormKeyReused, NotOnline, Outcome, Registered
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.file_fields import receive_files
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.forms_persons import CallerForm, caller_form
from seminar_service.web.own_fields import given_answers
from seminar_service.web.page_requests import take_files
from seminar_service.web.templating import settings

KEY_BYTES = 24


@bp.route("/seminars/<public_id>/registrations/new", methods=["GET", "POST"])
@take_files
@staff(RoleName.CLERK)
def register_caller(public_id: str) -> ResponseReturnValue:
    """Register one person; the confirmation goes out by mail, without a button to press."""
    seminar = seminar_head(db.session(), public_id)
    form = caller_form(asked_in(db.session(), seminar.tour_id, seminar.id), current_locale())
    if form.is_submitted():
        receive_files(form)
    if not seminar.is_hybrid:
        form.leave_out_mode()
    if not form.is_submitted():
        form.form_key.data = form.form_key.data or token_urlsafe(KEY_BYTES)
        return _page(seminar, form)
    if not form.validate() or not form.form_key.data:
        form.form_key.data = form.form_key.data or token_urlsafe(KEY_BYTES)
        return _page(seminar, form), 422
    if form.asks_back():
        return _page(seminar, form)
    try:
        answer = _register(public_id, form)
    except (RegistrationNotOpen, NotOnline):
        flash(
            _("This seminar takes no registrations: it is not public, over or cancelled."),
            "warning",
        )
        return _page(seminar, form), 409
    except FormKeyReused:
        flash(
            _("This form was sent before with another person. Please check, then send it."),
            "warning",
        )
        form.form_key.data = token_urlsafe(KEY_BYTES)
        return _page(seminar_head(db.session(), public_id), form), 409
    _tell(answer)
    number = answer.registration.id
    return redirect(url_for("organisers.registration", registration_id=number), 303)


def _register(public_id: str, form: CallerForm) -> Registered:
    return use_cases.register(
        db.session(),
        public_id,
        form.applicant(source=form.came_by),
        answers=given_answers(form),
        mode=form.attends,
        form_key=form.form_key.data or "",
        network=None,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )


def _tell(answer: Registered) -> None:
    if answer.outcome is Outcome.KNOWN:
        flash(_("This person was registered already, and is told once more how it stands."), "info")
    elif not answer.registration.email:
        flash(_("Registered. Please tell this person by telephone or fax."), "success")
    elif answer.registration.state is RegistrationState.WAITING:
        flash(_("The seminar is full: this person is on the waiting list, and is told."), "warning")
    else:
        flash(_("Registered. The confirmation goes out by email."), "success")


def _page(seminar: Seminar, form: CallerForm) -> str:
    return render_template(
        "organisers/registrations/caller.html", seminar=seminar, tour=seminar.tour, form=form
    )
