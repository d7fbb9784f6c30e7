"""Tours of earlier years."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.extensions import db
from seminar_service.seminars import public
from seminar_service.seminars.publicity import Standing
from seminar_service.tours.values import TourStage
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.public import bp
from seminar_service.web.public.drawing import map_of_archive


@bp.get("/years")
@for_everybody
def years() -> ResponseReturnValue:
    """All tours of the archive."""
    return render_template("public/years.html", archived=public.archived_tours(db.session()))


@bp.get("/years/<int(fixed_digits=4):fiscal_year>")
@for_everybody
def year(fiscal_year: int) -> ResponseReturnValue:
    """One tour of the archive; a tour that is still open has the front page."""
    tour = public.tour_of_year(db.session(), fiscal_year)
    if tour is None:
        abort(404)
    if tour.stage is TourStage.OPEN:
        return redirect(url_for("public.tour"))
    seminars = public.seminars_of(db.session(), tour, now=now())
    held = [each for each in seminars if each.standing is Standing.HELD]
    return render_template(
        "public/year.html",
        tour=tour,
        seminars=seminars,
        held=held,
        prefectures=len({each.seminar.place for each in held}),
        drawn=map_of_archive(seminars),
    )
