"""Attending in the other way: asked on GET, done on POST."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import switching
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.switching import NoPlaceToSwitchTo, OfferToAnswer
from seminar_service.registrations.values import NotOnline
from seminar_service.web.clock import now
from seminar_service.web.public import bp
from seminar_service.web.public.forms import ModeForm
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings


@bp.route("/registrations/<token>/mode", methods=["GET", "POST"])
@secret
def switch(token: str) -> ResponseReturnValue:
    """Ask once more, then attend online instead of at the venue, or the other way round."""
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=now())
    own = own_registration(db.session(), registration_id, now=now())
    row, back = own.registration, url_for("public.registration", token=token)
    if not own.may_withdraw or not row.seminar.is_hybrid:
        return redirect(back, HTTPStatus.SEE_OTHER)
    other = switching.other_mode(row.mode)
    form = ModeForm(data={"mode": other.value})
    if not form.validate_on_submit():
        return render_template(
            "public/switch.html",
            own=own,
            form=form,
            token=token,
            other=other,
            left=row.seminar.places_left_in(other),
            waiting=row.seminar.waiting_in(other),
        )
    flash(*_switched(registration_id, AttendanceMode(form.mode.data)))
    return redirect(back, HTTPStatus.SEE_OTHER)


def _switched(registration_id: int, mode: AttendanceMode) -> tuple[str, str]:
    """Do it, and give what to say of it."""
    try:
        switching.switch(
            db.session(),
            registration_id,
            mode,
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except NoPlaceToSwitchTo:
        return _("All places of that kind are taken. You keep the place that you have."), "warning"
    except OfferToAnswer:
        return _("A place is held for you. Please accept or decline it first."), "warning"
    except NotOnline:
        return _("This seminar can no longer be attended online."), "warning"
    except RegistrationOver:
        return _("This can no longer be changed."), "warning"
    return _("How you attend is changed."), "success"
