"""All that a release would do to seminars or bids in one way, cut into pages."""

from collections.abc import Sequence
from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.queries.freshness import may_be_released
from seminar_service.planning.queries.plans import plan_of
from seminar_service.planning.queries.scenarios import assumed_texts
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.preview import Comparison, comparison
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.list_pages import cut
from seminar_service.web.page_requests import page_number

TOLD: Final = (ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.TEAM, ChangeKind.CANCELLED)
"""The kinds of changes that are told one by one, in their order."""
REFUSED: Final = "refused"
LOOK: Final = 10
"""So many of each kind stand in the preview itself."""
ROWS_ON_PAGE: Final = 50


@bp.get("/plans/<int:plan_id>/release/changes")
@staff(RoleName.PLANNER)
def release_changes(plan_id: int) -> ResponseReturnValue:
    """Everything of the kind in `?kind=`; the preview shows the first of them, and of all kinds."""
    kind = request.args.get("kind")
    if kind is None:
        return redirect(url_for("organisers.release_preview", plan_id=plan_id))
    if kind not in {*TOLD, REFUSED}:
        abort(404)
    plan = plan_of(db.session(), plan_id)
    if plan.scenario:
        return render_template(
            "organisers/scenarios/not_released.html",
            plan=plan,
            tour=plan.tour,
            assumed=assumed_texts(db.session(), plan),
        )
    compared = comparison(db.session(), plan_id, now=now(), weighed=False)
    rows = _rows(compared, kind)
    return render_template(
        "organisers/release/changes.html",
        compared=compared,
        plan=compared.plan,
        tour=compared.plan.tour,
        kind=kind,
        number=len(rows),
        found=cut(rows, page_number(), size=ROWS_ON_PAGE),
        may_edit=may_be_released(compared.plan, compared.plan.tour),
    )


def _rows(compared: Comparison, kind: str) -> Sequence[Any]:
    return compared.declines if kind == REFUSED else compared.of_kind(ChangeKind(kind))
