"""How a plan shares the work, and what sharing it more evenly costs."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.fairness_curves import (
    CurveBegun,
    CurveUnderWay,
    begin_curve,
    prices_of_curve,
)
from seminar_service.planning.queries.fairness import FairnessCurve, Shared, fairness_curve
from seminar_service.planning.queries.freshness import freshness_of_all
from seminar_service.planning.queries.plans import PlanView, plan_view
from seminar_service.planning.queries.workloads import MEASURES, early_until, workloads
from seminar_service.planning.values import NothingToPlan, QueueFull
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.drawing.fairness_chart import (
    FairnessChart,
    FairPoint,
    Mark,
    fairness_chart,
)
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import FairnessForm
from seminar_service.web.organisers.planning import queue_full_words
from seminar_service.web.organisers.plans import plan_page
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import format_yen


@bp.get("/plans/<int:plan_id>/workload")
@staff(RoleName.VIEWER)
def plan_workload(plan_id: int) -> ResponseReturnValue:
    """How the work is shared among the advisers; `?sort=` a measure begins with the most of it."""
    sort = request.args.get("sort")
    if sort is not None and sort not in MEASURES:
        abort(404)
    return _page(plan_view(db.session(), plan_id), FairnessForm(), sort)


@bp.post("/plans/<int:plan_id>/fairness")
@staff(RoleName.PLANNER)
def ask_for_fairness(plan_id: int) -> ResponseReturnValue:
    """Put the points of the curve into the planner's queue, if it is still what was looked at."""
    view, form = plan_view(db.session(), plan_id), FairnessForm()
    if not form.validate_on_submit():
        return _page(view, form), 422
    _ask(view, form.time_limit.data, number_of(form.seen.data or ""))
    return redirect(url_for("organisers.plan_workload", plan_id=plan_id, _anchor="fairness"), 303)


def _ask(view: PlanView, seconds: int, seen: int) -> None:
    """Begin the curve, or say why it cannot be."""
    tour = view.plan.tour
    points = len(prices_of_curve(tour.workload_yen))
    try:
        begin_curve(
            db.session(),
            tour.id,
            seconds,
            seen=seen,
            name_of=_name,
            actor=current_actor(),
            now=now(),
        )
    except (CurveBegun, CurveUnderWay):
        flash(_("The planner has been asked for this curve already."), "info")
    except QueueFull:
        flash(queue_full_words(), "warning")
    except NothingToPlan:
        flash(_("There is nothing to plan yet: accept bids for planning first."), "warning")
    else:
        words = ngettext(
            "%(num)d point waits for the planner.", "%(num)d points wait for the planner.", points
        )
        flash(words, "success")


def _page(view: PlanView, form: FairnessForm, sort: str | None = None) -> str:
    curve = fairness_curve(db.session(), view.plan)
    form.seen.data = str(curve.number)
    of_curve = next((each.plan for each in curve.points if each.plan), None)
    both = [view.plan, *([of_curve] if of_curve else [])]
    fresh = freshness_of_all(db.session(), view.plan.tour, both, today=today())
    return plan_page(
        "workload",
        view,
        found=workloads(db.session(), view),
        sort=sort,
        value_of=MEASURES,
        early_until=early_until(view.plan.tour),
        curve=curve,
        chart=_chart(curve),
        freshness=fresh[view.plan.id],
        curve_freshness=fresh[of_curve.id] if of_curve else None,
        is_comparable=of_curve is not None and fresh[of_curve.id].fits_with(fresh[view.plan.id]),
        form=form,
    )


def _chart(curve: FairnessCurve) -> FairnessChart | None:
    """The drawing of the solved points with the plan beside them; None while none is solved."""
    points = [
        _point(each.shared, _mark(curve, each.shared), str(each.number))
        for each in curve.points
        if each.shared
    ]
    if not points:
        return None
    if curve.own:
        points.append(_point(curve.own, Mark.OWN, str(_("this plan"))))
    return fairness_chart(points)


def _mark(curve: FairnessCurve, shared: Shared) -> Mark:
    return Mark.BEATEN if curve.is_beaten(shared) else Mark.BEST


def _point(shared: Shared, mark: Mark, label: str) -> FairPoint:
    return FairPoint(shared.spread, shared.cost_yen, shared.gap_yen, mark, label)


def _name(yen: int) -> str:
    """What a point of the curve is called among scenarios and plans."""
    return str(_("Uneven workload at %(yen)s", yen=format_yen(yen)))
