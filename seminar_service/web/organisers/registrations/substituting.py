"""The staff puts somebody into another's place, and takes that back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations.by_hand import substituting
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.by_hand.substituting import SubstitutionKnown
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import own_registration
from seminar_service.registrations.substitutes import NotToHandOver, may_hand_over
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.forms_substitutes import StaffSubstituteForm
from seminar_service.web.templating import settings


@bp.route("/registrations/<int:registration_id>/substitute", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def substitute(registration_id: int) -> ResponseReturnValue:
    """Say who takes part in somebody's place, and whether both are told."""
    row = own_registration(db.session(), registration_id, now=now()).registration
    if not may_hand_over(row, now()):
        return _refused(registration_id)
    form = StaffSubstituteForm()
    if not form.is_submitted():
        form.seen.data = seen_mark(row)
        return _page(row, form)
    if not form.validate():
        return _page(row, form, 422)
    if form.asks_back():
        return _page(row, form)
    return _substitute(row, form)


@bp.post("/registrations/<int:registration_id>/take-back")
@staff(RoleName.CLERK)
def take_back(registration_id: int) -> ResponseReturnValue:
    """Undo a substitution of which nobody was told."""
    seen = {registration_id: request.form.get("seen", "")}
    try:
        former = substituting.take_back(
            db.session(), seen, office=Office.of(settings()), actor=current_actor(), now=now()
        )
    except (SubstitutionKnown, ChangedMeanwhile):
        flash(_("This can no longer be undone: something has happened since."), "warning")
        return _to(registration_id)
    flash(_("Undone. Nobody was told."), "success")
    return _to(former.id)


def _substitute(row: Registration, form: StaffSubstituteForm) -> ResponseReturnValue:
    number = row.id
    try:
        new = substituting.substitute(
            db.session(),
            {number: form.seen.data or ""},
            form.applicant(),
            tell_them=form.tells,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except (NotToHandOver, ChangedMeanwhile):
        return _refused(number)
    except PersonRegisteredAlready:
        form.email.errors = [
            _("Somebody of this name is registered for this seminar with this address already.")
        ]
        return _page(own_registration(db.session(), number, now=now()).registration, form, 422)
    flash(_("The place has been handed over."), "success")
    return _to(new.id)


def _refused(registration_id: int) -> ResponseReturnValue:
    flash(
        _(
            "Nothing was done: this registration has changed in the meantime, or nobody can take "
            "it over any more. Please look at it as it is now."
        ),
        "warning",
    )
    return _to(registration_id)


def _page(row: Registration, form: StaffSubstituteForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "organisers/registrations/substitute.html",
        row=row,
        seminar=row.seminar,
        tour=row.seminar.tour,
        form=form,
    )
    return page, status


def _to(registration_id: int) -> ResponseReturnValue:
    return redirect(url_for("organisers.registration", registration_id=registration_id), 303)
