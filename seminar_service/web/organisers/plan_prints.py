"""The year of a plan on one sheet: as a page that prints, and as PDF."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.queries.plans import PlanView, engagements, plan_view
from seminar_service.printing.values import Order
from seminar_service.tours.calendar import shut_days
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.plan_selection import Selection
from seminar_service.web.organisers.plan_years import plan_year
from seminar_service.web.papers import paper, pdf_answer, printed


@bp.get("/plans/<int:plan_id>/year")
@staff(RoleName.VIEWER)
def plan_year_to_print(plan_id: int) -> ResponseReturnValue:
    """The year of each adviser on one sheet of A3, as a page."""
    return paper("plan_year", as_page=True, **_values(plan_view(db.session(), plan_id)))


@bp.get("/plans/<int:plan_id>/year.pdf")
@staff(RoleName.VIEWER)
def plan_year_as_file(plan_id: int) -> ResponseReturnValue:
    """The year of each adviser on one sheet of A3, as a PDF file."""
    view = plan_view(db.session(), plan_id)
    order = Order((paper("plan_year", **_values(view)),), most_pages=1)
    name = f"year-{view.plan.tour.fiscal_year}-plan-{view.plan.number}"
    page = url_for("organisers.plan_year_to_print", plan_id=plan_id)
    return pdf_answer(lambda: printed(order), name, page)


def _values(view: PlanView) -> dict[str, Any]:
    engaged = engagements(db.session(), view.plan.tour_id)
    whole = Selection.read({}, view.plan.tour.fiscal_year, today())
    closed = shut_days(view.plan.tour)
    year = plan_year(view, engaged, whole, closed=closed, today=today())
    return {"plan": view.plan, "year": year, "printed_at": now()}
