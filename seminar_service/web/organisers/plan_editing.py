"""Editing a draft by hand: the draft, one bid of it, and the steps."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.planning import edits
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.draft_rows import Done
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries import drafts as queries
from seminar_service.planning.queries.alterations import alteration_texts, cost_text
from seminar_service.planning.queries.suggestions import runs_of_draft
from seminar_service.planning.solver_io import AdviserUnknown, DayFar
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.editors import editors_since
from seminar_service.web.editing.forms import version_in
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.plan_selection import timeline_url
from seminar_service.web.page_requests import date_in, number_of
from seminar_service.web.region_fields import HERE

_SEAT: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,3})/([0-9:,-]{1,200})")
_PLACE: Final = re.compile(r"[0-9]{1,3}")

Steps = Callable[..., Done]


@bp.get("/plans/<int:plan_id>/edit")
@staff(RoleName.PLANNER)
def edit_plan(plan_id: int) -> ResponseReturnValue:
    """What the draft holds, which rules it breaks, what was done in it."""
    try:
        return _draft(plan_id)
    except NotADraft as error:
        return tell_impossible(plan_id, error)


@bp.get("/plans/<int:plan_id>/edit/news")
@staff(RoleName.PLANNER)
def plan_news(plan_id: int) -> ResponseReturnValue:
    """Whether somebody has changed the draft since `?seen=`, a version of it."""
    seen = version_in(request.args.get("seen", ""))
    version = queries.draft_version(db.session(), plan_id)
    if version is None:
        raise NotFound("plan")
    return render_template(
        "organisers/plans/_news.html",
        plan_id=plan_id,
        seen=seen,
        version=version,
        came_from=came_from_drawing(),
        draft_url=draft_url_of(plan_id),
    )


@bp.get("/plans/<int:plan_id>/edit/<int:bid_id>")
@staff(RoleName.PLANNER)
def edit_planned_bid(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """The ways to hold a bid, the cheapest first, each with what it costs and what forbids it."""
    try:
        return _bid(plan_id, bid_id)
    except NotADraft as error:
        return tell_impossible(plan_id, error)


@bp.post("/plans/<int:plan_id>/edit/<int:bid_id>")
@staff(RoleName.PLANNER)
def change_planned_bid(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """Hold the bid as chosen, refuse it, or let it exchange an adviser with another."""
    deed = {"hold": _hold, "refuse": _refuse, "swap": _swap}.get(request.form.get("deed", ""))
    try:
        return deed(plan_id, bid_id) if deed else _incomplete(plan_id, bid_id)
    except (NotADraft, edits.SeminarFinished) as error:
        return tell_impossible(plan_id, error)


@bp.post("/plans/<int:plan_id>/edit/undo")
@staff(RoleName.PLANNER)
def undo_plan_edit(plan_id: int) -> ResponseReturnValue:
    """Undo the last step, if it is still the one that was shown."""
    return _step(plan_id, edits.undo)


@bp.post("/plans/<int:plan_id>/edit/redo")
@staff(RoleName.PLANNER)
def redo_plan_edit(plan_id: int) -> ResponseReturnValue:
    """Do again what was undone last."""
    return _step(plan_id, edits.redo)


def _step(plan_id: int, deed: Steps) -> ResponseReturnValue:
    number = number_of(request.form.get("step", ""))
    try:
        done = deed(db.session(), plan_id, number, actor=current_actor(), now=now())
    except (ChangedMeanwhile, edits.NothingToUndo):
        flash(
            _(
                "Nothing was changed: somebody else has done something in this draft in the "
                "meantime. Please look at it as it is now."
            ),
            "warning",
        )
        return _draft(plan_id), 409
    except NotADraft as error:
        return tell_impossible(plan_id, error)
    return tell_done(plan_id, done)


def _hold(plan_id: int, bid_id: int) -> ResponseReturnValue:
    wanted = _wanted()
    if wanted is None:
        return _incomplete(plan_id, bid_id)
    try:
        return _held(plan_id, bid_id, wanted)
    except (edits.TeamIncomplete, AdviserUnknown, DayFar):
        return _incomplete(plan_id, bid_id)


def _refuse(plan_id: int, bid_id: int) -> ResponseReturnValue:
    return _held(plan_id, bid_id, None)


def _held(plan_id: int, bid_id: int, wanted: Held | None) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    try:
        done = edits.hold_bid(
            db.session(), plan_id, bid_id, wanted, seen=seen, actor=current_actor(), now=now()
        )
    except ChangedMeanwhile:
        return _conflict(plan_id, bid_id, wanted)
    return tell_done(plan_id, done)


def _incomplete(plan_id: int, bid_id: int) -> ResponseReturnValue:
    flash(_("Please choose a day and an adviser for each place."), "warning")
    entered = request.form.get("day", ""), request.form.getlist("adviser")
    return _bid(plan_id, bid_id, entered=entered), 422


def _swap(plan_id: int, bid_id: int) -> ResponseReturnValue:
    other = _SEAT.fullmatch(request.form.get("other", ""))
    position = request.form.get("position", "")
    if other is None or not _PLACE.fullmatch(position):
        flash(_("Please choose whose adviser is to come in exchange."), "warning")
        return _bid(plan_id, bid_id), 422
    try:
        done = edits.swap_advisers(
            db.session(),
            plan_id,
            edits.Seat(bid_id, int(position)),
            edits.Seat(int(other[1]), int(other[2])),
            seen=(request.form.get("seen", ""), other[3]),
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        return _conflict(plan_id, bid_id, None, is_swap=True)
    return tell_done(plan_id, done)


def tell_impossible(plan_id: int, error: Exception) -> ResponseReturnValue:
    """Say why nothing of a draft is changed, and lead back."""
    if isinstance(error, NotADraft):
        flash(_("This plan is not edited by hand, or it has been released."), "error")
        return redirect(url_for("organisers.plan", plan_id=plan_id), 303)
    flash(_("The seminar of this bid is closed or was held: no plan changes it."), "error")
    return redirect(draft_url_of(plan_id), 303)


def tell_done(plan_id: int, done: Done) -> ResponseReturnValue:
    """Say what was done, and what it costs or saves."""
    locale = Locale(current_locale())
    texts = [each[locale] for each in alteration_texts(db.session(), done.alterations)]
    cost = cost_text(done.parts)[locale] or str(_("the cost stays the same"))
    if texts:
        told = {"what": _("; ").join(texts), "cost": cost}
        flash(_("Done: %(what)s. The cost: %(cost)s.", **told), "success")
    else:
        flash(_("Nothing had to be changed."), "success")
    return redirect(draft_url_of(plan_id), 303)


def _conflict(
    plan_id: int, bid_id: int, wanted: Held | None, *, is_swap: bool = False
) -> ResponseReturnValue:
    """The bid as it is now, who changed it, and what was chosen, to be done all the same."""
    text = None
    if not is_swap:
        chosen = Alteration(bid_id, None, wanted)
        (text,) = alteration_texts(db.session(), [chosen])
    return _bid(plan_id, bid_id, wanted=wanted, chosen=text, is_conflict=True), 409


def _draft(plan_id: int) -> str:
    page = number_of(request.args.get("page", "")) or 1
    view = queries.draft_view(db.session(), plan_id, page=page)
    return render_template(
        "organisers/plans/edit.html",
        view=view,
        plan=view.plan,
        tour=view.plan.tour,
        runs=runs_of_draft(db.session(), plan_id),
        draft_url=draft_url_of(plan_id),
    )


def _bid(plan_id: int, bid_id: int, **values: object) -> str:
    page = number_of(request.args.get("page", "")) or 1
    day = date_in(request.args.get("day", ""))
    view = queries.bid_view(db.session(), plan_id, bid_id, day=day, page=page)
    seen = version_in(request.form.get("version", ""))
    conflict = values.get("is_conflict")
    return render_template(
        "organisers/plans/edit_bid.html",
        view=view,
        plan=view.plan,
        tour=view.plan.tour,
        bid=view.bid,
        mark=edits.mark_of,
        leaning_words=HERE,
        cost=cost_words,
        came_from=came_from_drawing(),
        draft_url=draft_url_of(plan_id),
        editors=editors_since(view.plan, seen) if conflict else (),
        **values,
    )


def came_from_drawing() -> str:
    """Return the drawing out of which somebody came; empty where that was none."""
    named = request.form.get("view", "") or request.args.get("view", "")
    return named if timeline_url(0, named) else ""


def draft_url_of(plan_id: int) -> str:
    """Return where the drawing or the page of the draft is, whichever somebody came from."""
    edit_url = url_for("organisers.edit_plan", plan_id=plan_id)
    return timeline_url(plan_id, came_from_drawing()) or edit_url


def cost_words(parts: Mapping[str, int]) -> str:
    """Return by how much each part of the cost differs; empty where none does."""
    return cost_text(parts)[Locale(current_locale())]


def _wanted() -> Held | None:
    """The day and the team that were chosen; None where something is missing or is none."""
    day = date_in(request.form.get("day", ""))
    team = tuple(number_of(each) for each in request.form.getlist("adviser"))
    return Held(day, team) if day and team and all(team) else None
