"""Places: kept back for the host, priority on the waiting list, people beyond the last place."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.seminars import seminar_detail
from seminar_service.registrations import beyond, kept_places, priorities
from seminar_service.registrations.beyond import NotWaiting
from seminar_service.registrations.kept_places import (
    ReleaseDayUnfit,
    SeminarOver,
    TooFewPlacesFree,
)
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.reasons import given_reasons
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.history_words import kind_name
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_places import BeyondForm, KeptBackForm, PriorityForm
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.route("/seminars/<public_id>/kept-back", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def kept_back(public_id: str) -> ResponseReturnValue:
    """Keep places back for the host, or release them."""
    detail = seminar_detail(db.session(), public_id)
    form = KeptBackForm(obj=detail.seminar)
    try:
        status = _kept(form, public_id)
    except SeminarOver:
        reason = _("The seminar is over or cancelled already.")
        return give_back(form, reason, back=(_page_of(detail.seminar), _("To the seminar")))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(_page_of(detail.seminar), status)
    page = render_template(
        "organisers/kept_back.html",
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        places=detail.places,
        form=form,
    )
    return page, status


@bp.route("/registrations/<int:registration_id>/priority", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def priority(registration_id: int) -> ResponseReturnValue:
    """Let somebody who waits come before others, or no longer."""
    own = own_registration(db.session(), registration_id, now=now())
    form = PriorityForm(data={"priority": own.registration.priority})
    if not form.validate_on_submit():
        form.seen.data = str(own.registration.priority)
        return _standing(registration_id, form, "priority")
    try:
        priorities.prioritise(
            db.session(),
            registration_id,
            form.priority.data or 0,
            form.reason.data or "",
            shown=number_of(form.seen.data or ""),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except NotWaiting:
        return _nobody_waits(form, own.registration.seminar)
    except ChangedMeanwhile:
        db.session().refresh(own.registration)
        form.seen.data = str(own.registration.priority)
        message = _(
            "Nothing was saved: the priority is %(priority)d by now. Please look, then send it "
            "again.",
            priority=own.registration.priority,
        )
        complain(form.priority, message)
        return _standing(registration_id, form, "priority", HTTPStatus.CONFLICT)
    flash(_("Saved."), "success")
    return redirect(_page_of(own.registration.seminar), HTTPStatus.SEE_OTHER)


@bp.route("/registrations/<int:registration_id>/beyond", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def admit_beyond(registration_id: int) -> ResponseReturnValue:
    """Let somebody in who waits, beyond the last place."""
    own = own_registration(db.session(), registration_id, now=now())
    form = BeyondForm()
    if not form.validate_on_submit():
        return _standing(registration_id, form, "beyond")
    try:
        beyond.admit(
            db.session(),
            registration_id,
            form.reason.data or "",
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except (NotWaiting, SeminarBegun):
        return _nobody_waits(form, own.registration.seminar)
    flash(_("The person is let in, and has been written to."), "success")
    return redirect(_page_of(own.registration.seminar), HTTPStatus.SEE_OTHER)


def _kept(form: KeptBackForm, public_id: str) -> HTTPStatus:
    try:
        return handled(form, partial(_keep, public_id, form), partial(_present, public_id))
    except TooFewPlacesFree as error:
        complain(form.kept_back, _("At most %(most)d places can be kept back.", most=error.most))
    except ReleaseDayUnfit:
        message = _("Please choose a day after today, and not after the seminar's own.")
        complain(form.kept_until, message)
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _keep(public_id: str, form: KeptBackForm, version: int) -> None:
    kept_places.keep_back(
        db.session(),
        public_id,
        form.kept_back.data or 0,
        form.kept_until.data,
        version=version,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )


def _present(public_id: str) -> tuple[Seminar, KeptBackForm]:
    seminar = seminar_detail(db.session(), public_id).seminar
    return seminar, KeptBackForm(formdata=None, obj=seminar)


def _standing(
    registration_id: int, form: FlaskForm, deed: str, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    own = own_registration(db.session(), registration_id, now=now())
    if form.errors and not own.position:  # the page would not have the form any more
        return _nobody_waits(form, own.registration.seminar)
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    page = render_template(
        "organisers/standing.html",
        own=own,
        registration=own.registration,
        seminar=own.registration.seminar,
        tour=own.registration.seminar.tour,
        reasons=given_reasons(db.session(), registration_id),
        kind_name=kind_name,
        form=form,
        deed=deed,
    )
    return page, status


def _nobody_waits(form: FlaskForm, seminar: Seminar) -> ResponseReturnValue:
    reason = _("Nothing was changed: the person is not on the waiting list any more.")
    return give_back(form, reason, back=(_page_of(seminar), _("To the seminar")))


def _page_of(seminar: Seminar) -> str:
    return url_for("organisers.seminar", public_id=seminar.public_id)
