"""Changing what somebody has entered."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.questions.asked import asked_in
from seminar_service.registrations.by_hand import editing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.file_fields import receive_files
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.forms import TELL
from seminar_service.web.organisers.registrations.forms_persons import (
    RegistrationEditForm,
    edit_form,
)
from seminar_service.web.own_fields import given_answers
from seminar_service.web.page_requests import take_files
from seminar_service.web.templating import settings


@bp.route("/registrations/<int:registration_id>/edit", methods=["GET", "POST"])
@take_files
@staff(RoleName.CLERK)
def edit_registration(registration_id: int) -> ResponseReturnValue:
    """Change what somebody has entered, and say whether they are told."""
    row = _row(registration_id)
    form = _form(row)
    if form.is_submitted():
        receive_files(form)
    try:
        status = handled(
            form, partial(_save, registration_id, form), partial(_present, registration_id)
        )
    except PersonRegisteredAlready:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        form.email.errors = [
            _("Somebody of this name is registered for this seminar with this address already.")
        ]
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(url_for("organisers.registration", registration_id=registration_id), status)
    row = _row(registration_id)
    page = render_template(
        "organisers/registrations/edit.html",
        row=row,
        seminar=row.seminar,
        tour=row.seminar.tour,
        form=form,
    )
    return page, status


def _row(registration_id: int) -> Registration:
    return own_registration(db.session(), registration_id, now=now()).registration


def _save(registration_id: int, form: RegistrationEditForm, version: int) -> None:
    editing.edit(
        db.session(),
        registration_id,
        form.applicant(),
        given_answers(form),
        instead_of=[own.question.id for own in form.sheet.own],
        version=version,
        tell_them=form.tell.data == TELL,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )


def _present(registration_id: int) -> tuple[Registration, RegistrationEditForm]:
    row = _row(registration_id)
    return row, _form(row, formdata=None)


def _form(row: Registration, **arguments: None) -> RegistrationEditForm:
    asked = asked_in(db.session(), row.seminar.tour_id, row.seminar_id)
    return edit_form(asked, row, current_locale(), **arguments)
