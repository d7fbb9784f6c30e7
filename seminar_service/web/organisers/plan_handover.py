"""Handing over one adviser's seminars in a draft: the choice, what it would do, and the deed."""

from datetime import date
from functools import partial

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.queries.handovers import handover_view, week_of
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.plan_editing import (
    came_from_drawing,
    cost_words,
    draft_url_of,
    tell_impossible,
)
from seminar_service.web.organisers.plan_several import (
    change_several,
    chosen_bids,
    given,
    wish_text,
)
from seminar_service.web.page_requests import date_in, number_of


@bp.get("/plans/<int:plan_id>/edit/handover")
@staff(RoleName.PLANNER)
def hand_over(plan_id: int) -> ResponseReturnValue:
    """Who could give one adviser's seminars of some days, and what that costs."""
    try:
        return _page(plan_id)
    except NotADraft as error:
        return tell_impossible(plan_id, error)


@bp.post("/plans/<int:plan_id>/edit/handover")
@staff(RoleName.PLANNER)
def do_hand_over(plan_id: int) -> ResponseReturnValue:
    """Hand over what is ticked, in one step."""
    try:
        return change_several(
            plan_id,
            request.form.getlist("take"),
            partial(_page, plan_id),
            _("Please tick at least one seminar that is to be handed over."),
        )
    except NotADraft as error:
        return tell_impossible(plan_id, error)


def _page(plan_id: int) -> str:
    """The page for what the address, or the form that was sent, names."""
    days = _days()
    if days and days[1] < days[0]:
        flash(_("The last day lies before the first."), "warning")
    view = handover_view(
        db.session(),
        plan_id,
        number_of(given("adviser")),
        receiver_id=number_of(given("to")),
        days=days,
        today=today(),
    )
    return render_template(
        "organisers/plans/handover.html",
        view=view,
        plan=view.plan,
        tour=view.plan.tour,
        wish_text=wish_text,
        ticked=chosen_bids(request.form.getlist("take")) if request.form else None,
        cost=cost_words,
        came_from=came_from_drawing(),
        draft_url=draft_url_of(plan_id),
    )


def _days() -> tuple[date, date] | None:
    """The days that are named; that one day where only one is, None where none is.

    `week` names any day of the week that is meant.
    """
    day = date_in(request.args.get("week", ""))
    if day is not None and date.min.year < day.year < date.max.year:
        return week_of(day)
    first, last = (date_in(given(name)) for name in ("from", "until"))
    one = first or last
    return (first or one, last or one) if one else None
