"""The releases of a tour, for all the staff: what each has changed, and what it costs."""

from functools import partial

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning.queries.plans import plan_of
from seminar_service.releases.changelog import Changelog, changelog, one_release
from seminar_service.releases.changes import ChangeKind
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.mail_words import kind_words
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.change_words import change_sentence
from seminar_service.web.page_requests import page_number

SENTENCES = 12
"""Changes of one kind that the list tells of each release; its own page tells all."""


@bp.get("/tours/<tour:tour_code>/releases")
@staff(RoleName.VIEWER)
def releases(tour_code: TourCode) -> ResponseReturnValue:
    """All releases of a tour, the newest first."""
    tour = tour_of(db.session(), tour_code)
    return _page("list", tour, changelog(db.session(), tour.id, page_number()))


@bp.get("/plans/<int:plan_id>/released")
@staff(RoleName.VIEWER)
def one_release_page(plan_id: int) -> ResponseReturnValue:
    """One release with all that it has changed; what nobody has released leads to the list."""
    plan = plan_of(db.session(), plan_id)
    try:
        found = one_release(db.session(), plan_id)
    except NotFound:
        return redirect(url_for("organisers.releases", tour_code=plan.tour.code), 303)
    return _page("one", plan.tour, found)


def _page(name: str, tour: Tour, found: Changelog) -> str:
    return render_template(
        f"organisers/releases/{name}.html",
        tour=tour,
        found=found,
        kinds=ChangeKind,
        sentence=partial(change_sentence, bids=found.bids, advisers=found.advisers),
        most=SENTENCES if name == "list" else None,
        kind_words=kind_words,
        may_plan=has_role(RoleName.PLANNER),
    )
