"""The years: every tour that the public knows of has a page that stays."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.seminars import public, public_lists
from seminar_service.seminars.public_counts import Counts, count
from seminar_service.storage.reading import reading
from seminar_service.tours.values import TourRow
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.drawing.tile_map import TileMap
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import page_number
from seminar_service.web.public import bp, filters
from seminar_service.web.public.drawing import map_of, map_of_archive
from seminar_service.web.public.tour import keep_if_plain
from seminar_service.web.templating import settings


@bp.get("/years")
@for_everybody()
def years() -> ResponseReturnValue:
    """All tours, the latest first, with how many seminars each has."""
    with reading(db.engine) as reader:
        known = public.tours(reader).known
        counts = count(reader, now=now()).by_tour()
    listed = [(tour, counts.get(tour.id, Counts(()))) for tour in reversed(known)]
    return render_template("public/years.html", listed=listed)


@bp.get("/years/<tour:tour_code>")
@for_everybody(*filters.ARGUMENTS)
def year(tour_code: TourCode) -> ResponseReturnValue:
    """One tour, whatever its stage: what is to come of it, and what was held."""
    with reading(db.engine) as reader:
        tour = public.tours(reader).of_code(tour_code) or abort(404)
        topics = public_lists.offered_topics(reader, tour.id)
        chosen = filters.read_filter(request.args, topics)
        found = public_lists.seminar_list(
            reader, chosen.wanted(tour.id), page=page_number(), now=now()
        )
    keep_if_plain(chosen, found)
    return render_template(
        "public/year.html",
        tour=tour,
        found=found,
        chosen=chosen,
        offered=filters.choices(found.counts, topics),
        drawn=_map(tour, found.counts),
        feed=Addresses(settings().base_url, Locale(current_locale())).year_feed(tour_code),
    )


def _map(tour: TourRow, counts: Counts) -> TileMap:
    """What is to come, by prefecture; once nothing is, what was held."""
    leads_to = url_for("public.year", tour_code=tour.code)
    draw = map_of if counts.total.to_come else map_of_archive
    return draw(counts, leads_to, "#list")
