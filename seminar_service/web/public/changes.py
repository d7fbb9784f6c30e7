"""Participants change what they have answered."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.extensions import db
from seminar_service.questions.asked import Asked, asked_in
from seminar_service.registrations import own_changes
from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.web.clock import now, today
from seminar_service.web.company_limit_words import limit_words
from seminar_service.web.editing.saving import handled
from seminar_service.web.file_fields import receive_files
from seminar_service.web.locale import current_locale
from seminar_service.web.own_fields import given_answers
from seminar_service.web.page_requests import take_files
from seminar_service.web.public import bp
from seminar_service.web.public.change_forms import ChangeForm, change_form, open_questions
from seminar_service.web.registration_fields import standard_answers
from seminar_service.web.secrecy import secret


@bp.route("/registrations/<token>/change", methods=["GET", "POST"])
@secret
@take_files
def change(token: str) -> ResponseReturnValue:
    """What was answered, to be changed: all but name, mail address and what is frozen."""
    own = _own(token)
    if not own.may_withdraw:
        return _back(token)
    form = _form(own.registration)
    if form.is_submitted():
        receive_files(form)
    try:
        status = handled(form, partial(_save, own, form), partial(_present, token))
    except CompanyLimitReached as refused:
        status = HTTPStatus.CONFLICT
        form["company"].errors = [limit_words(refused)]
    except RegistrationOver:  # it began, or was given up, between the page and its answer
        return _back(token)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("Saved."), "success")
        return _back(token)
    page = render_template("public/change.html", own=_own(token), form=form, token=token)
    return page, status


def _own(token: str) -> OwnRegistration:
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=now())
    return own_registration(db.session(), registration_id, now=now())


def _asked(row: Registration) -> Asked:
    return asked_in(db.session(), row.seminar.tour_id, row.seminar_id)


def _form(row: Registration, **arguments: None) -> ChangeForm:
    return change_form(_asked(row), row, locale=current_locale(), today=today(), **arguments)


def _present(token: str) -> tuple[Registration, ChangeForm]:
    row = _own(token).registration
    return row, _form(row, formdata=None)


def _save(own: OwnRegistration, form: ChangeForm, version: int) -> None:
    own_changes.change(
        db.session(),
        own.registration.id,
        standard_answers(form),
        given_answers(form),
        instead_of=[each.question.id for each in open_questions(form.sheet, today())],
        version=version,
        actor=PARTICIPANT,
        now=now(),
    )


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("public.registration", token=token), 303)
