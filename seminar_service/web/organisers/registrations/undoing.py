"""Undoing what the staff has changed or confirmed, as long as nobody was told."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.registrations.by_hand import unconfirming, unediting
from seminar_service.registrations.by_hand.unconfirming import ConfirmationKnown
from seminar_service.registrations.by_hand.unediting import EditKnown
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.forms import version_in
from seminar_service.web.organisers import bp


@bp.post("/registrations/<int:registration_id>/undo-confirmation")
@staff(RoleName.CLERK)
def undo_confirmation(registration_id: int) -> ResponseReturnValue:
    """Let a place be held or offered again that was confirmed by mistake."""
    seen = {registration_id: request.form.get("seen", "")}
    try:
        unconfirming.undo_confirmation(db.session(), seen, actor=current_actor(), now=now())
    except (ConfirmationKnown, ChangedMeanwhile):
        return _too_late(registration_id)
    return _undone(registration_id)


@bp.post("/registrations/<int:registration_id>/undo-edit")
@staff(RoleName.CLERK)
def undo_edit(registration_id: int) -> ResponseReturnValue:
    """Let a registration say again what it said before it was changed."""
    version = version_in(request.form.get("version", ""))
    try:
        unediting.undo_edit(
            db.session(), registration_id, version=version, actor=current_actor(), now=now()
        )
    except (EditKnown, ChangedMeanwhile):
        return _too_late(registration_id)
    return _undone(registration_id)


def _undone(registration_id: int) -> ResponseReturnValue:
    flash(_("Undone. Nobody was told."), "success")
    return _to(registration_id)


def _too_late(registration_id: int) -> ResponseReturnValue:
    flash(_("This can no longer be undone: something has happened since."), "warning")
    return _to(registration_id)


def _to(registration_id: int) -> ResponseReturnValue:
    return redirect(url_for("organisers.registration", registration_id=registration_id), 303)
