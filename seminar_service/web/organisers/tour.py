"""One tour at a glance."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.availability.decisions import open_wishes
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview import bid_misfits, misfits
from seminar_service.overview import home as overview
from seminar_service.overview.tour_steps import checklist
from seminar_service.planning.queries.disruptions import upset_in
from seminar_service.releases.scheduling import scheduled_in
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.misfit_questions import DIFFERENCES, REASONS
from seminar_service.web.organisers.next_steps import next_link


@bp.get("/tours/<tour:tour_code>")
@staff(RoleName.VIEWER)
def tour(tour_code: TourCode) -> ResponseReturnValue:
    """How far a tour has come, and what is to do next."""
    found = overview.tour_overview(db.session(), tour_code)
    return render_template(
        "organisers/tour.html",
        overview=found,
        tour=found.tour,
        checklist=checklist(found, today()),
        misfits=misfits.of_tour(db.session(), found.tour.id, today=today()),
        reasons=REASONS,
        bid_misfits=bid_misfits.of_tour(db.session(), found.tour.id, today=today()),
        differences=DIFFERENCES,
        upset=upset_in(db.session(), found.tour, today=today()),
        scheduled=scheduled_in(db.session(), found.tour.id),
        onward=next_link(found.tour),
        wishes=open_wishes(db.session(), found.tour.id, today=today()),
    )
