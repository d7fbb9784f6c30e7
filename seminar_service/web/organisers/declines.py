"""Removing days that hosts and advisers have declined, so that they are planned again."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.queries import adviser
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview.bids import bid_page
from seminar_service.seminars import declines as use_cases
from seminar_service.tours.queries import tour_of
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import date_in


@bp.post("/tours/<tour:tour_code>/advisers/<int:adviser_id>/declines/<int:decline_id>/remove")
@staff(RoleName.CLERK)
def remove_adviser_decline(
    tour_code: TourCode, adviser_id: int, decline_id: int
) -> ResponseReturnValue:
    """Let an adviser be planned on a day again that they had declined."""
    tour_of(db.session(), tour_code)
    adviser(db.session(), adviser_id)
    _answer(partial(use_cases.remove_adviser_decline, db.session(), adviser_id, decline_id))
    return redirect(
        url_for("organisers.engagement", tour_code=tour_code, adviser_id=adviser_id), 303
    )


@bp.post("/bids/<int:bid_id>/declines/<int:decline_id>/remove")
@staff(RoleName.CLERK)
def remove_host_decline(bid_id: int, decline_id: int) -> ResponseReturnValue:
    """Let a bid be planned on a day again that its host had declined."""
    bid_page(db.session(), bid_id)
    _answer(partial(use_cases.remove_host_decline, db.session(), bid_id, decline_id))
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)


@bp.post("/bids/<int:bid_id>/declines/<int:decline_id>/take")
@staff(RoleName.CLERK)
def take_other_day(bid_id: int, decline_id: int) -> ResponseReturnValue:
    """Add a day that the host named instead to the bid's possible dates."""
    bid_page(db.session(), bid_id)
    try:
        taken = use_cases.take_other_day(
            db.session(),
            bid_id,
            decline_id,
            date_in(request.form.get("day", "")) or date.min,
            shown=request.form.get("shown", ""),
            actor=current_actor(),
            now=now(),
        )
    except (ChangedMeanwhile, TourArchived):
        flash(_("Nothing was added: this has changed in the meantime."), "warning")
    else:
        said = _("The day is among the possible dates now: the next plan may use it.")
        late = _("This day is among the possible dates already, or is no longer asked for.")
        flash(said if taken else late, "success" if taken else "warning")
    return redirect(url_for("organisers.bid", bid_id=bid_id, _anchor="declines"), 303)


def _answer(remove: Callable[..., bool]) -> None:
    """Remove a declined day, and say what came of it on the page that follows."""
    try:
        removed = remove(shown=request.form.get("shown", ""), actor=current_actor(), now=now())
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
