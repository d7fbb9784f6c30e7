"""This year's tour: the front page, the list, the page of one seminar."""

from collections.abc import Sequence
from datetime import datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.seminars import public
from seminar_service.seminars.public import PublicSeminar
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now, today
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp, filters
from seminar_service.web.public.drawing import map_of
from seminar_service.web.templating import settings

NEXT_SEMINARS = 3


@bp.get("/")
@for_everybody
def tour() -> ResponseReturnValue:
    """Where and when are the seminars, which have places left, how to get them and ask for one."""
    found = public.current_tour(db.session())
    if found is None:
        return render_template("public/no_tour.html", archived=public.archived_tours(db.session()))
    seminars = public.seminars_of(db.session(), found, now=now())
    coming = [each for each in seminars if not each.over]
    chosen, offered = _chosen(coming)
    return render_template(
        "public/tour.html",
        tour=found,
        seminars=seminars,
        coming=coming,
        next_seminars=[each for each in coming if each.takes_people][:NEXT_SEMINARS],
        shown=chosen.apply(coming),
        chosen=chosen,
        offered=offered,
        free_places=sum(each.seminar.places_left for each in coming if each.takes_people),
        drawn=map_of(seminars),
        feed=_feed(chosen),
        takes_bids=found.takes_bids(today()),
    )


@bp.get("/seminars")
@for_everybody
def seminars() -> ResponseReturnValue:
    """All seminars of this year's tour, those that are over too."""
    found = public.current_tour(db.session())
    if found is None:
        return render_template("public/no_tour.html", archived=public.archived_tours(db.session()))
    listed = public.seminars_of(db.session(), found, now=now())
    chosen, offered = _chosen(listed)
    shown = chosen.apply(listed)
    return render_template(
        "public/seminars.html",
        tour=found,
        coming=[each for each in shown if not each.over],
        over=[each for each in shown if each.over],
        chosen=chosen,
        offered=offered,
        feed=_feed(chosen),
        takes_bids=found.takes_bids(today()),
    )


@bp.get("/seminars/<public_id>")
@for_everybody
def seminar(public_id: str) -> ResponseReturnValue:
    """What, when, where, by whom; places left; how to register."""
    found = public_seminar(public_id, now())
    return render_template(
        "public/seminar.html",
        shown=found,
        seminar=found.seminar,
        address=_addresses().seminar(public_id),
    )


def public_seminar(public_id: str, instant: datetime) -> PublicSeminar:
    """A seminar that the public may see; anything else is answered by 404."""
    return public.seminar(db.session(), public_id, now=instant) or abort(404)


def _chosen(listed: Sequence[PublicSeminar]) -> tuple[filters.Filter, filters.Choices]:
    offered = filters.choices(listed)
    return filters.read_filter(request.args, offered), offered


def _feed(chosen: filters.Filter) -> str:
    """The feed that fits what somebody looks at: one prefecture's, or the whole tour's."""
    code = chosen.prefecture_code
    return _addresses().prefecture_feed(code) if code else _addresses().tour_feed()


def _addresses() -> Addresses:
    return Addresses(settings().base_url, Locale(current_locale()))
