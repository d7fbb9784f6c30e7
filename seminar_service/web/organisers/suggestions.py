"""What the planner suggests for a draft: look, take it in, keep it as a plan, throw it away."""

from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.planning import suggestions
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edits import SeminarFinished
from seminar_service.planning.queries.alterations import cost_text
from seminar_service.planning.queries.replan_choices import selection_in
from seminar_service.planning.queries.replan_standing import bids_of_draft
from seminar_service.planning.queries.suggestions import SuggestionView, suggestion_view
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.replanning import address_of

_REFUSED: Final = {
    suggestions.SuggestionDiscarded: _l("Somebody has thrown this suggestion away."),
    suggestions.DraftGone: _l("The draft has been deleted in the meantime."),
    NotADraft: _l("The draft has been released in the meantime: it no longer changes."),
    SeminarFinished: _l(
        "A seminar that would change is closed or was held by now: it stays as it is."
    ),
}
"""Why a suggestion is not taken in any more, in words."""


@bp.get("/planning-runs/<int:run_id>/suggestion")
@staff(RoleName.PLANNER)
def suggestion(run_id: int) -> ResponseReturnValue:
    """What would change in the draft, what that costs, and which rules it mends."""
    return _page(run_id)


@bp.post("/planning-runs/<int:run_id>/suggestion")
@staff(RoleName.PLANNER)
def settle_suggestion(run_id: int) -> ResponseReturnValue:
    """Take it into the draft, keep it as a plan of its own, or throw it away."""
    deed = {"take": _take, "keep": _keep, "discard": _discard}.get(request.form.get("deed", ""))
    if deed is None:
        return _page(run_id), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return deed(run_id)
    except ChangedMeanwhile:
        return _page(run_id, is_conflict=True), HTTPStatus.CONFLICT
    except tuple(_REFUSED) as error:
        flash(_REFUSED[type(error)], "error")
        return _page(run_id), HTTPStatus.CONFLICT


def _take(run_id: int) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    done = suggestions.take_in(db.session(), run_id, seen=seen, actor=current_actor(), now=now())
    if done.alterations:
        flash(_("The suggestion is in the draft, as one step that you can undo."), "success")
    else:
        flash(_("Nothing had to be changed."), "success")
    draft_id = suggestion_view(db.session(), run_id).row.draft_id
    to_release = request.form.get("then") == "release"
    page = "organisers.release_preview" if to_release else "organisers.edit_plan"
    return redirect(url_for(page, plan_id=draft_id), HTTPStatus.SEE_OTHER)


def _keep(run_id: int) -> ResponseReturnValue:
    plan_id = suggestions.keep_as_plan(db.session(), run_id, actor=current_actor(), now=now())
    flash(
        _("The suggestion is a draft of its own now. The draft it was made for stays as it is."),
        "success",
    )
    return redirect(url_for("organisers.edit_plan", plan_id=plan_id), HTTPStatus.SEE_OTHER)


def _discard(run_id: int) -> ResponseReturnValue:
    suggestions.discard(db.session(), run_id, actor=current_actor(), now=now())
    flash(_("The suggestion has been thrown away. The draft stays as it is."), "success")
    row = suggestion_view(db.session(), run_id).row
    if row.draft is not None and row.draft.is_draft:
        address = url_for("organisers.edit_plan", plan_id=row.draft_id)
    else:
        address = url_for("organisers.planning", tour_code=row.run.tour.code)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _page(run_id: int, *, is_conflict: bool = False) -> str:
    view = suggestion_view(db.session(), run_id)
    return render_template(
        "organisers/plans/suggestion.html",
        view=view,
        row=view.row,
        run=view.row.run,
        plan=view.row.draft,
        tour=view.row.run.tour,
        cost_sentence=cost_text(view.dearer_parts),
        again_url=_again(view),
        is_conflict=is_conflict,
    )


def _again(view: SuggestionView) -> str | None:
    """Where the same is asked of the planner anew; nowhere once the draft is none any more."""
    row = view.row
    if row.draft_id is None or row.draft is None or not row.draft.is_draft:
        return None
    bids = bids_of_draft(db.session(), row.draft_id)
    return address_of(row.draft_id, row.kind, selection_in(row.chosen, bids))
