"""What upsets a tour: note it, see whom it concerns, let the planner look for ways out."""

from datetime import date
from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning import disruptions as use_cases
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.disruption_values import (
    DisruptionLifted,
    DisruptionOutsideTour,
    NothingReleased,
)
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.disruptions import (
    UpsetSeminar,
    disruption_of,
    disruptions_elsewhere,
    disruptions_of,
    upset_seminars,
)
from seminar_service.planning.queries.plans import engagements, plan_of
from seminar_service.planning.queries.ways_out import ways_out
from seminar_service.planning.replan_values import NothingToMend
from seminar_service.planning.solver_io import ProblemFaulty
from seminar_service.planning.solver_io.rows import open_bids
from seminar_service.planning.values import earliest_day
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_disruptions import KINDS, DisruptionForm
from seminar_service.web.organisers.forms_planning import USUAL_LIMIT, StartPlanningForm

_NO_WAYS: Final = {
    DisruptionLifted: _l("This disruption is over: there is nothing to plan around any more."),
    NothingReleased: _l("No plan of this tour is released: plan it as usual, around these days."),
    NothingToMend: _l("There is no seminar left that could still be moved."),
    ProblemFaulty: _l("What is entered for this tour makes no plan possible."),
}
"""Why the planner cannot look for ways out, in words."""


@bp.get("/tours/<tour:tour_code>/disruptions")
@staff(RoleName.VIEWER)
def disruptions(tour_code: TourCode) -> ResponseReturnValue:
    """What upsets the tour, and the form for what has just happened."""
    tour = tour_of(db.session(), tour_code)
    return _list(tour, _form(tour))


@bp.post("/tours/<tour:tour_code>/disruptions")
@staff(RoleName.PLANNER)
def note_disruption(tour_code: TourCode) -> ResponseReturnValue:
    """Show first what it would upset; note it with the second press."""
    tour = tour_of(db.session(), tour_code)
    form = _form(tour)
    if not form.validate_on_submit():
        return _list(tour, form), HTTPStatus.UNPROCESSABLE_ENTITY
    details = form.details()
    step = request.form.get("step")
    if step not in {"note", "ways"}:
        upset = upset_seminars(db.session(), tour, [details], _earliest(tour))
        return _list(tour, form, upset)
    try:
        key = use_cases.note_disruption(
            db.session(), tour.id, details, actor=current_actor(), now=now()
        )
    except DisruptionOutsideTour:
        form.last_day.errors = [
            _("None of these days is still to come in this tour, or the adviser takes no part.")
        ]
        return _list(tour, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("It is noted. Released seminars stay as they are until you change them."), "success")
    if step == "ways" and disruption_of(db.session(), key).draft_id is None:
        _look_for_ways(key, USUAL_LIMIT)
    return redirect(url_for("organisers.disruption", disruption_id=key), HTTPStatus.SEE_OTHER)


@bp.get("/disruptions/<int:disruption_id>")
@staff(RoleName.VIEWER)
def disruption(disruption_id: int) -> ResponseReturnValue:
    """Whom it concerns, and the ways out that the planner has found."""
    row = disruption_of(db.session(), disruption_id)
    ways = ways_out(db.session(), row.draft_id)
    mark = "-".join(each.row.run.job.state.value for each in ways)
    if request.args.get("seen") == mark:
        return "", HTTPStatus.NO_CONTENT
    happened = [] if row.is_lifted else [row.details]
    return render_template(
        "organisers/planning/disruption.html",
        row=row,
        tour=row.tour,
        upset=upset_seminars(db.session(), row.tour, happened, _earliest(row.tour)),
        ways=ways,
        ways_mark=mark,
        ways_run=any(each.is_sought for each in ways),
        released=_released_copy(row),
        form=StartPlanningForm(),
        kinds=KINDS,
        may_plan=has_role(RoleName.PLANNER) and not row.tour.is_archived,
    )


def _released_copy(row: Disruption) -> Plan | None:
    """The copy for the ways out, where it was released: what is compared with it is over."""
    copy = plan_of(db.session(), row.draft_id) if row.draft_id else None
    return copy if copy and copy.released_at else None


@bp.post("/disruptions/<int:disruption_id>/ways")
@staff(RoleName.PLANNER)
def look_for_ways(disruption_id: int) -> ResponseReturnValue:
    """Let the planner look for ways out."""
    here = url_for("organisers.disruption", disruption_id=disruption_id)
    form = StartPlanningForm()
    if not form.validate_on_submit():
        disruption_of(db.session(), disruption_id)
        flash(_("Please choose how long the planner may think."), "error")
        return redirect(here, HTTPStatus.SEE_OTHER)
    _look_for_ways(disruption_id, form.time_limit.data)
    return redirect(here, HTTPStatus.SEE_OTHER)


def _look_for_ways(disruption_id: int, seconds: int) -> None:
    try:
        use_cases.look_for_ways(
            db.session(), disruption_id, seconds, actor=current_actor(), now=now()
        )
    except tuple(_NO_WAYS) as error:
        flash(_NO_WAYS[type(error)], "error")


@bp.post("/disruptions/<int:disruption_id>/lift")
@staff(RoleName.PLANNER)
def lift_disruption(disruption_id: int) -> ResponseReturnValue:
    """Let it count no longer."""
    use_cases.lift_disruption(db.session(), disruption_id, actor=current_actor(), now=now())
    flash(_("It counts no longer. What was released stays as it is."), "success")
    here = url_for("organisers.disruption", disruption_id=disruption_id)
    return redirect(here, HTTPStatus.SEE_OTHER)


def _form(tour: Tour) -> DisruptionForm:
    engaged = engagements(db.session(), tour.id)
    places = {bid.place for bid in open_bids(db.session(), tour.id)}
    concerned = request.args.get("adviser", "")
    return DisruptionForm([each.adviser for each in engaged], places, concerned)


def _list(tour: Tour, form: DisruptionForm, upset: tuple[UpsetSeminar, ...] | None = None) -> str:
    return render_template(
        "organisers/planning/disruptions.html",
        tour=tour,
        rows=disruptions_of(db.session(), tour.id),
        elsewhere=disruptions_elsewhere(db.session(), tour.id),
        form=form,
        upset=upset,
        kinds=KINDS,
        may_plan=has_role(RoleName.PLANNER) and not tour.is_archived,
    )


def _earliest(tour: Tour) -> date | None:
    return earliest_day(tour.stage, tour.last_day, today())
