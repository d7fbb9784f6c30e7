"""What of a tour is locked: the list, and the buttons that lock and unlock, several at once."""

from collections.abc import Mapping
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning import locks as use_cases
from seminar_service.planning.queries.lock_troubles import lock_troubles
from seminar_service.planning.queries.locks import lock_lines
from seminar_service.planning.queries.moving import moving_prices
from seminar_service.planning.queries.plans import plan_of
from seminar_service.planning.values import earliest_day
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.list_pages import cut
from seminar_service.web.organisers.lock_ticks import kept_ticks, named, ticked_elsewhere
from seminar_service.web.organisers.plans import seminar_list, seminar_list_url
from seminar_service.web.page_requests import page_number

TICKED: Final = "ticked"
"""The value of the buttons that mean all bids whose boxes are ticked; others name one bid."""
SHOWN: Final = "shown"
"""The value of the buttons that mean all bids of the list as it is filtered."""
ROWS_ON_PAGE: Final = 50


@bp.get("/tours/<tour:tour_code>/locks")
@staff(RoleName.VIEWER)
def locks(tour_code: TourCode) -> ResponseReturnValue:
    """What is locked, and what could be as it stands."""
    return _list(tour_of(db.session(), tour_code), kept_ticks())


@bp.post("/tours/<tour:tour_code>/locks")
@staff(RoleName.PLANNER)
def change_locks(tour_code: TourCode) -> ResponseReturnValue:
    """Unlock the chosen bids, or lock them as their seminars stand."""
    tour = tour_of(db.session(), tour_code)
    chosen = _chosen()
    if not chosen:
        return _nothing_chosen(_list_url(tour_code))
    try:
        if _is_to_lock():
            changed = use_cases.lock_as_released(
                db.session(), tour.id, chosen, actor=current_actor(), now=now()
            )
        else:
            changed = use_cases.unlock(
                db.session(), tour.id, chosen, actor=current_actor(), now=now()
            )
    except ChangedMeanwhile:
        _say_changed_meanwhile()
        return _list(tour, chosen), 409
    _say_done(changed)
    return redirect(_list_url(tour_code, anchor=_anchor(chosen)), 303)


@bp.post("/plans/<int:plan_id>/locks")
@staff(RoleName.PLANNER)
def change_plan_locks(plan_id: int) -> ResponseReturnValue:
    """Lock the chosen bids as this plan has them, or unlock them."""
    plan = plan_of(db.session(), plan_id)
    chosen = _chosen()
    if not chosen:
        return _nothing_chosen(seminar_list_url(plan))
    try:
        if _is_to_lock():
            changed = use_cases.lock_as_planned(
                db.session(), plan_id, chosen, actor=current_actor(), now=now()
            )
        else:
            changed = use_cases.unlock(
                db.session(), plan.tour_id, chosen, actor=current_actor(), now=now()
            )
    except ChangedMeanwhile:
        _say_changed_meanwhile()
        return seminar_list(plan_id, chosen), 409
    _say_done(changed)
    return redirect(seminar_list_url(plan, anchor=_anchor(chosen)), 303)


def _list_url(tour_code: TourCode, anchor: str | None = None) -> str:
    """The page of the list on which a form was sent."""
    page = page_number() if page_number() > 1 else None
    return url_for("organisers.locks", tour_code=tour_code, page=page, _anchor=anchor)


def _list(tour: Tour, ticked: Mapping[int, str]) -> str:
    earliest = earliest_day(tour.stage, tour.last_day, today())
    lines = lock_lines(db.session(), tour.id)
    found = cut(lines, page_number(), size=ROWS_ON_PAGE)
    shown = {line.bid.id for line in found.rows}
    return render_template(
        "organisers/planning/locks.html",
        tour=tour,
        found=found,
        moving=moving_prices(db.session(), tour),
        troubles=lock_troubles(db.session(), tour, earliest=earliest),
        ticked=ticked,
        elsewhere=ticked_elsewhere(ticked, (line.bid.id for line in lines), shown),
        may_plan=has_role(RoleName.PLANNER) and not tour.is_archived,
    )


def _is_to_lock() -> bool:
    return "lock" in request.form


def _chosen() -> dict[int, str]:
    """The chosen bids (keys), each with the mark of the lock that its sender saw."""
    pressed = request.form.get("lock") or request.form.get("unlock") or ""
    given = {TICKED: request.form.getlist("bids"), SHOWN: request.form.getlist("shown")}.get(
        pressed, [pressed]
    )
    return named(given)


def _anchor(chosen: Mapping[int, str]) -> str | None:
    """Where on the page a single bid stands."""
    return f"bid-{next(iter(chosen))}" if len(chosen) == 1 else None


def _nothing_chosen(back: str) -> ResponseReturnValue:
    flash(_("Please choose at least one seminar."), "warning")
    return redirect(back, 303)


def _say_changed_meanwhile() -> None:
    """Nobody's lock goes unseen: the page below shows what is locked now."""
    message = _(
        "Nothing was changed: somebody has changed one of these locks in the meantime. "
        "The list shows what is locked now; please look, then press the button again."
    )
    flash(message, "warning")


def _say_done(changed: int) -> None:
    if _is_to_lock():
        text = ngettext(
            "%(num)d seminar is locked: every plan made from now on keeps its day and advisers.",
            "%(num)d seminars are locked: every plan made from now on keeps their days and "
            "advisers.",
            changed,
        )
    else:
        text = ngettext(
            "%(num)d seminar is unlocked: plans made from now on may move it.",
            "%(num)d seminars are unlocked: plans made from now on may move them.",
            changed,
        )
    flash(text if changed else _("Nothing had to be changed."), "success")
