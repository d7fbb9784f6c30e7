"""The years: every tour that the public knows of has a page that stays."""

from functools import partial

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.seminars import public, public_lists
from seminar_service.seminars.public_counts import Counts, count
from seminar_service.tours.model import Tour
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
    session = db.session()
    known = public.tours(session).known
    counts = count(session, now=now()).by_tour()
    listed = [(tour, counts.get(tour.id, Counts(()))) for tour in reversed(known)]
    return render_template("public/years.html", listed=listed)


@bp.get("/years/<int(fixed_digits=4):fiscal_year>")
@for_everybody(*filters.ARGUMENTS)
def year(fiscal_year: int) -> ResponseReturnValue:
    """One tour, whatever its stage: what is to come of it, and what was held."""
    session = db.session()
    tour = public.tours(session).of_year(fiscal_year) or abort(404)
    topics = public_lists.offered_topics(session, tour.id)
    chosen = filters.read_filter(request.args, topics)
    found = public_lists.seminar_list(
        session, chosen.wanted(tour.id), page=page_number(), now=now()
    )
    keep_if_plain(chosen, found)
    return render_template(
        "public/year.html",
        tour=tour,
        found=found,
        chosen=chosen,
        offered=filters.choices(found.counts, topics),
        drawn=_map(tour, found.counts),
        feed=Addresses(settings().base_url, Locale(current_locale())).year_feed(fiscal_year),
    )


def _map(tour: Tour, counts: Counts) -> TileMap:
    """What is to come, by prefecture; once nothing is, what was held."""
    leads_to = partial(_list_of_place, tour.fiscal_year)
    return map_of(counts, leads_to) if counts.total.to_come else map_of_archive(counts, leads_to)


def _list_of_place(fiscal_year: int, code: str) -> str:
    return url_for("public.year", fiscal_year=fiscal_year, place=code, _anchor="list")
