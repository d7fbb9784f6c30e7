"""Removing days that hosts and advisers have declined, so that they are planned again."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.seminars import declines as use_cases
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp


@bp.post("/tours/<int:year>/advisers/<int:adviser_id>/declines/<int:decline_id>/remove")
@staff(RoleName.CLERK)
def remove_adviser_decline(year: int, adviser_id: int, decline_id: int) -> ResponseReturnValue:
    """Let an adviser be planned on a day again that they had declined."""
    _remove(decline_id)
    return redirect(url_for("organisers.engagement", year=year, adviser_id=adviser_id), 303)


@bp.post("/bids/<int:bid_id>/declines/<int:decline_id>/remove")
@staff(RoleName.CLERK)
def remove_host_decline(bid_id: int, decline_id: int) -> ResponseReturnValue:
    """Let a bid be planned on a day again that its host had declined."""
    _remove(decline_id)
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)


def _remove(decline_id: int) -> None:
    shown = request.form.get("shown", "")
    try:
        removed = use_cases.remove_decline(
            db.session(), decline_id, shown=shown, actor=current_actor(), now=now()
        )
    except ChangedMeanwhile:
        message = _(
            "Nothing was removed: the day has been declined once more in the meantime. "
            "Please read the reason below, then remove it."
        )
        flash(message, "warning")
        return
    if removed:
        flash(_("The declined day is removed: the next plan may use it again."), "success")
    else:
        flash(_("This declined day has been removed before."), "warning")
