"""Why a plan holds a seminar on its day with its advisers, or refuses a bid."""

from collections.abc import Mapping

from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.planning.queries.alterations import cost_text
from seminar_service.planning.queries.plans import plan_view
from seminar_service.planning.queries.reasons import reasons_view, refused_view
from seminar_service.web.accounts import staff
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.plan_drawings import trip_text
from seminar_service.web.organisers.plans import plan_page
from seminar_service.web.region_fields import HERE


@bp.get("/plans/<int:plan_id>/seminars/<int:bid_id>")
@staff(RoleName.VIEWER)
def plan_reasons(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """One seminar of the plan beside its other days and advisers, with what each would cost."""
    view = plan_view(db.session(), plan_id)
    reasons = reasons_view(db.session(), view.plan, bid_id)
    return plan_page(
        "reasons",
        view,
        reasons=reasons,
        bid=reasons.seminar.bid,
        cost=_cost,
        trip_text=trip_text,
        leaning_words=HERE,
    )


@bp.get("/plans/<int:plan_id>/refusals/<int:bid_id>/days")
@staff(RoleName.VIEWER)
def plan_refused(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """The days of a bid that the plan refuses, with what holding it then would cost."""
    view = plan_view(db.session(), plan_id)
    refused = refused_view(db.session(), view.plan, bid_id)
    return plan_page(
        "refused", view, refused=refused, bid=refused.bid, cost=_cost, leaning_words=HERE
    )


def _cost(parts: Mapping[str, int]) -> str:
    return cost_text(parts)[Locale(current_locale())]
