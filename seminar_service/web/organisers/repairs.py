"""The ways round a declined date: the cheapest, priced, and the press that begins with one."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import DomainError, NotFound
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning.disruption_values import NothingReleased
from seminar_service.planning.edits import SeminarFinished, TeamIncomplete
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries.alterations import cost_text
from seminar_service.planning.queries.repairs import repairs_view
from seminar_service.planning.repairing import DeclineSettled, begin_repair
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.solver_io import AdviserUnknown, DayFar, ProblemFaulty
from seminar_service.seminars.declines import decline_of
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import date_in, number_of

_CANNOT: Final[Mapping[type[DomainError], LazyString]] = {
    DeclineSettled: _l("This has changed in the meantime. Please look again."),
    SeminarFinished: _l("The seminar of this bid is closed or was held: no plan changes it."),
    NothingReleased: _l("No plan of this tour is released."),
    ProblemFaulty: _l(
        "The plan cannot be copied: what is entered for this tour makes no plan possible."
    ),
    TeamIncomplete: _l("Please choose one of the ways below."),
    AdviserUnknown: _l("Please choose one of the ways below."),
    DayFar: _l("Please choose one of the ways below."),
}


@bp.get("/tours/<tour:tour_code>/declines/<int:decline_id>")
@staff(RoleName.VIEWER)
def repairs(tour_code: TourCode, decline_id: int) -> ResponseReturnValue:
    """The cheapest other ways for the seminar, each with what it costs and whom it moves."""
    decline = _of_tour(tour_code, decline_id)
    tour = decline.bid.tour
    try:
        view = repairs_view(db.session(), decline_id, today=today())
    except ProblemFaulty:
        view = None
    return render_template(
        "organisers/planning/repairs.html",
        view=view,
        decline=decline,
        tour=tour,
        cost=_cost,
        may_plan=has_role(RoleName.PLANNER) and not tour.is_archived,
    )


@bp.post("/tours/<tour:tour_code>/declines/<int:decline_id>")
@staff(RoleName.PLANNER)
def begin_with_repair(tour_code: TourCode, decline_id: int) -> ResponseReturnValue:
    """Begin a draft with one of the ways, or for the planner to find the least change."""
    for_planner = request.form.get("deed") == "planner"
    here = url_for("organisers.repairs", tour_code=tour_code, decline_id=decline_id)
    wanted = None if for_planner else _wanted()
    _of_tour(tour_code, decline_id)
    if wanted is None and not for_planner:
        flash(_("Please choose one of the ways below."), "warning")
        return redirect(here, HTTPStatus.SEE_OTHER)
    try:
        draft_id = begin_repair(
            db.session(),
            decline_id,
            wanted,
            shown=request.form.get("shown", ""),
            actor=current_actor(),
            now=now(),
        )
    except tuple(_CANNOT) as error:
        flash(_CANNOT[type(error)], "warning")
        return redirect(here, HTTPStatus.SEE_OTHER)
    if for_planner:
        repair = ReplanKind.REPAIR.value
        return redirect(url_for("organisers.replan", plan_id=draft_id, task=repair), 303)
    flash(_("This draft is the released plan with the way that you chose."), "success")
    return redirect(url_for("organisers.edit_plan", plan_id=draft_id), HTTPStatus.SEE_OTHER)


def _of_tour(tour_code: TourCode, decline_id: int) -> DeclinedDay:
    """The declined day, if it is of the tour that the address names."""
    decline = decline_of(db.session(), decline_id)
    if decline.bid.tour.code != tour_code:
        raise NotFound("decline of the tour")
    return decline


def _wanted() -> Held | None:
    """The day and the team that were chosen; None where something is missing or is none."""
    day = date_in(request.form.get("day", ""))
    team = tuple(number_of(each) for each in request.form.getlist("adviser"))
    return Held(day, team) if day and team and all(team) else None


def _cost(parts: Mapping[str, int]) -> str:
    return cost_text(parts)[Locale(current_locale())]
