"""Seminars that people attend online: where, and who comes to the venue instead."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.seminars import seminar_detail
from seminar_service.registrations import online_addresses, switching
from seminar_service.registrations.kept_places import SeminarOver
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.switching import NoPlaceToSwitchTo, OfferToAnswer
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars.model import Seminar
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_online import OnlineAddressForm, SwitchForm
from seminar_service.web.templating import settings


@bp.route("/seminars/<public_id>/online", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def online_address(public_id: str) -> ResponseReturnValue:
    """Where people attend online; everybody with a place online is told."""
    detail = seminar_detail(db.session(), public_id)
    form = OnlineAddressForm(obj=detail.seminar)
    try:
        status = handled(form, partial(_save, public_id, form), partial(_present, public_id))
    except (SeminarOver, NotOnline):
        reason = _("The seminar is over or cancelled, or nobody can attend it online any more.")
        return give_back(form, reason, back=(_page_of(detail.seminar), _("To the seminar")))
    if status == HTTPStatus.SEE_OTHER:
        return redirect(_page_of(detail.seminar), status)
    told = len(online_addresses.people_online(db.session(), detail.seminar))
    page = render_template(
        "organisers/online_address.html",
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        told=told,
        form=form,
    )
    return page, status


@bp.route("/registrations/<int:registration_id>/mode", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def switch_mode(registration_id: int) -> ResponseReturnValue:
    """Let somebody attend online instead of at the venue, or the other way round."""
    own = own_registration(db.session(), registration_id, now=now())
    row = own.registration
    other = switching.other_mode(row.mode)
    form = SwitchForm(data={"mode": other.value})
    if form.validate_on_submit():
        flash(*_switched(registration_id, AttendanceMode(form.mode.data)))
        address = url_for("organisers.registration", registration_id=registration_id)
        return redirect(address, HTTPStatus.SEE_OTHER)
    return render_template(
        "organisers/switch_mode.html",
        row=row,
        seminar=row.seminar,
        tour=row.seminar.tour,
        other=other,
        left=row.seminar.places_left_in(other),
        form=form,
    )


def _save(public_id: str, form: OnlineAddressForm, version: int | None) -> None:
    told = online_addresses.change_online_address(
        db.session(),
        public_id,
        form.online_url.data or "",
        form.online_words.data or "",
        version=version,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )
    said = _("Saved."), ngettext("%(num)d person is told.", "%(num)d people are told.", told)
    flash(" ".join(said) if told else said[0], "success")


def _present(public_id: str) -> tuple[Seminar, OnlineAddressForm]:
    seminar = seminar_detail(db.session(), public_id).seminar
    return seminar, OnlineAddressForm(obj=seminar, formdata=None)


def _switched(registration_id: int, mode: AttendanceMode) -> tuple[str, str]:
    try:
        switching.switch(
            db.session(),
            registration_id,
            mode,
            by_office=True,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except NoPlaceToSwitchTo:
        return _("No place of that kind is free; the person keeps the one that there is."), "error"
    except OfferToAnswer:
        return _("A place is offered to the person, who has to answer first."), "error"
    except (NotOnline, RegistrationOver):
        return _("This can no longer be changed."), "error"
    return _("Saved, and the person is told."), "success"


def _page_of(seminar: Seminar) -> str:
    return url_for("organisers.seminar", public_id=seminar.public_id)
