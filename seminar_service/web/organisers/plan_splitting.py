"""Splitting a trip in a draft: the ways that really split it, and taking one."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.queries.splits import split_view
from seminar_service.planning.splits import SplitKind
from seminar_service.web.accounts import staff
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.plan_editing import (
    came_from_drawing,
    cost_words,
    draft_url_of,
    tell_impossible,
)
from seminar_service.web.organisers.plan_several import change_several, given, wish_text
from seminar_service.web.page_requests import number_of

KINDS: Final[Mapping[SplitKind, LazyString]] = {
    SplitKind.OTHER_ADVISER: _l("The later part goes to others"),
    SplitKind.LATER_DAYS: _l("The later part on other days"),
    SplitKind.EARLIER_DAYS: _l("The earlier part on other days"),
}


@bp.get("/plans/<int:plan_id>/edit/trips/<int:adviser_id>/<int:bid_id>")
@staff(RoleName.PLANNER)
def split_trip(plan_id: int, adviser_id: int, bid_id: int) -> ResponseReturnValue:
    """The ways to split the trip on which an adviser gives a seminar, the cheapest first."""
    try:
        return _page(plan_id, adviser_id, bid_id)
    except NotADraft as error:
        return tell_impossible(plan_id, error)


@bp.post("/plans/<int:plan_id>/edit/trips/<int:adviser_id>/<int:bid_id>")
@staff(RoleName.PLANNER)
def do_split_trip(plan_id: int, adviser_id: int, bid_id: int) -> ResponseReturnValue:
    """Take one of the ways, in one step."""
    try:
        return change_several(
            plan_id,
            request.form.getlist("take"),
            partial(_page, plan_id, adviser_id, bid_id),
            _("Please choose one of the ways below."),
        )
    except NotADraft as error:
        return tell_impossible(plan_id, error)


def _page(plan_id: int, adviser_id: int, bid_id: int) -> str:
    after = number_of(given("after"))
    view = split_view(db.session(), plan_id, adviser_id, bid_id, after=after)
    return render_template(
        "organisers/plans/split.html",
        view=view,
        bid_id=bid_id,
        plan=view.plan,
        tour=view.plan.tour,
        kinds=KINDS,
        wish_text=wish_text,
        cost=cost_words,
        came_from=came_from_drawing(),
        draft_url=draft_url_of(plan_id),
    )
