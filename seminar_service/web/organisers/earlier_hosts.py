"""Where a tour has no bid yet, and who could be asked there."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview.earlier_hosts import reached_places
from seminar_service.overview.seminars import tour_of
from seminar_service.web.accounts import staff
from seminar_service.web.organisers import bp


@bp.get("/tours/<int:year>/earlier-hosts")
@staff(RoleName.VIEWER)
def earlier_hosts(year: int) -> ResponseReturnValue:
    """Prefectures without a bid first, each with the hosts of earlier years."""
    tour = tour_of(db.session(), year)
    places = reached_places(db.session(), tour)
    return render_template(
        "organisers/earlier_hosts.html",
        tour=tour,
        without=[each for each in places if not each.bids],
        others=[each for each in places if each.bids],
    )
