"""The pages with the figures of a tour and of one seminar."""

from functools import partial
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview.dashboards import (
    Counting,
    FigureFilter,
    Stage,
    seminar_figures,
    tour_figures,
)
from seminar_service.overview.seminars import seminar_head
from seminar_service.overview.tour_courses import tour_courses
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now, today
from seminar_service.web.drawing.course_chart import course_chart, courses_chart, sparkline
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.figures.tables import months_of, rows_of, tables_of
from seminar_service.web.page_requests import page_number
from seminar_service.web.templating import format_day_short

STAGES: Final = {
    Stage.ALL: _l("All"),
    Stage.AHEAD: _l("Still to come"),
    Stage.HELD: _l("Already held"),
}
COUNTINGS: Final = {
    Counting.PLACES: _l("People with a place"),
    Counting.EVERYBODY: _l("Everybody who ever registered"),
}


@bp.get("/tours/<tour:tour_code>/figures")
@staff(RoleName.VIEWER)
def figures(tour_code: TourCode) -> ResponseReturnValue:
    """The figures of a tour: its seminars with their numbers, and people by what they said."""
    tour, wanted, page = tour_of(db.session(), tour_code), _wanted(), page_number()
    found = tour_figures(db.session(), tour.id, wanted, page=page, now=now())
    courses = tour_courses(db.session(), tour, wanted, now=now())
    return render_template(
        "organisers/figures/tour.html",
        tour=tour,
        wanted=wanted,
        found=found,
        page=page,
        address=partial(url_for, "organisers.figures", tour_code=tour_code, **_said(wanted)),
        sparks=[sparkline(row.reached, (row.seminar.day - today()).days) for row in found.rows],
        courses=courses,
        courses_chart=courses_chart([each.reached for each in courses]),
        months=months_of(found.months),
        tables_of=tables_of(found.numbers, with_places=True),
        stages=STAGES,
        countings=COUNTINGS,
        prefectures=prefectures(),
    )


@bp.get("/seminars/<public_id>/figures")
@staff(RoleName.VIEWER)
def own_figures(public_id: str) -> ResponseReturnValue:
    """The figures of one seminar: how its registrations came in, and what people said."""
    seminar, counting = seminar_head(db.session(), public_id), _wanted().counting
    found = seminar_figures(db.session(), seminar, counting, now=now())
    usual = found.usual.reached if found.usual else ()
    days = [(format_day_short(day), number) for day, number in sorted(found.days.items())]
    return render_template(
        "organisers/figures/seminar.html",
        seminar=seminar,
        tour=seminar.tour,
        counting=counting,
        found=found,
        chart=course_chart(found.reached, usual, found.left),
        days=rows_of(days),
        tables_of=tables_of(found.numbers, with_places=False),
        countings=COUNTINGS,
    )


def _wanted() -> FigureFilter:
    """What the address asks for; values that mean nothing ask for the usual."""
    stage, counting = request.args.get("stage", ""), request.args.get("counting", "")
    place = request.args.get("place", "")
    return FigureFilter(
        Stage(stage) if stage in list(Stage) else Stage.ALL,
        Counting(counting) if counting in list(Counting) else Counting.PLACES,
        place if place in {each.code for each in prefectures()} else "",
    )


def _said(wanted: FigureFilter) -> dict[str, Any]:
    """The same as the address says it; what is usual is left out."""
    said = {"stage": wanted.stage, "counting": wanted.counting, "place": wanted.place}
    usual = {"stage": Stage.ALL, "counting": Counting.PLACES, "place": ""}
    return {name: str(value) for name, value in said.items() if value != usual[name]}
