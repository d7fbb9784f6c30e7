"""What is to come: the front page, the list, the page of one seminar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.calendars.add_addresses import AddAddresses, add_addresses
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.seminars import public, public_lists
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.public_counts import Counts
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now, today
from seminar_service.web.kept.views import keep_not
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import page_number
from seminar_service.web.public import bp, filters
from seminar_service.web.public.drawing import map_of
from seminar_service.web.templating import settings


@dataclass(frozen=True)
class TourOnShow:
    """A tour on the front page: its next seminars, and how many more there are in each month."""

    tour: Tour
    counts: Counts
    next_seminars: Sequence[PublicSeminar]


@bp.get("/")
@for_everybody(*filters.ARGUMENTS)
def tour() -> ResponseReturnValue:
    """Where and when are the seminars, which have places left, how to get them and ask for one."""
    if request.args:  # the list is what has filters; addresses from elsewhere may still ask here
        return redirect(url_for("public.seminars", **filters.asked_for(request.args)))
    session, instant = db.session(), now()
    known = public.tours(session)
    counts = public_lists.count_coming(session, now=instant)
    shown = _on_show(known, counts, today())
    takes_bids = known.take_bids(today())
    if not shown:
        return render_template("public/no_tour.html", years=known.known, takes_bids=takes_bids)
    coming = public_lists.next_seminars(session, len(shown), now=instant)
    topics = public_lists.offered_topics(session)
    return render_template(
        "public/tour.html",
        tours=[_tour_on_show(each, counts, coming) for each in shown],
        total=counts.total,
        chosen=filters.Filter(),
        offered=filters.choices(counts, topics),
        drawn=map_of(counts, partial(_list_of_place, "public.seminars")),
        feed=_feed(filters.Filter()),
        takes_bids=takes_bids,
    )


@bp.get("/seminars")
@for_everybody(*filters.ARGUMENTS)
def seminars() -> ResponseReturnValue:
    """All seminars of the tours that are not over, a month at a time where they are many."""
    session = db.session()
    known = public.tours(session)
    topics = public_lists.offered_topics(session)
    chosen = filters.read_filter(request.args, topics)
    found = public_lists.seminar_list(session, chosen.wanted(), page=page_number(), now=now())
    keep_if_plain(chosen, found)
    return render_template(
        "public/seminars.html",
        tours=known.by_key(),
        found=found,
        chosen=chosen,
        offered=filters.choices(found.counts, topics),
        feed=_feed(chosen),
        takes_bids=known.take_bids(today()),
    )


@bp.get("/seminars/<public_id>")
@for_everybody()
def seminar(public_id: str) -> ResponseReturnValue:
    """What, when, where, by whom; places left; how to register."""
    found = public_seminar(public_id, now())
    return render_template(
        "public/seminar.html",
        shown=found,
        seminar=found.seminar,
        address=_addresses().seminar(public_id),
        add_to=_add_to(found),
    )


def _add_to(shown: PublicSeminar) -> AddAddresses | None:
    """Where the seminar is put into a calendar on the web, unless it is over or cancelled."""
    seminar, addresses = shown.seminar, _addresses()
    if shown.over:
        return None
    return add_addresses(calendar_entry(seminar, addresses), addresses.locale)


def keep_if_plain(chosen: filters.Filter, found: public_lists.SeminarList) -> None:
    """Let a page of a list be kept where something was found by an address of ours."""
    is_plain = filters.is_plain(request.args, chosen, found.page)
    if not is_plain or (chosen.is_set and not found.found):
        keep_not(request.environ)


def public_seminar(public_id: str, instant: datetime) -> PublicSeminar:
    """A seminar that the public may see; anything else is answered by 404."""
    return public.seminar(db.session(), public_id, now=instant) or abort(404)


def _on_show(known: public.Tours, counts: Counts, day: date) -> list[Tour]:
    """The tours of the front page: whatever has something to come, or may still get it."""
    coming = counts.by_tour()
    return [
        tour
        for tour in known.known
        if tour.id in coming or (tour.stage is TourStage.OPEN and tour.last_day >= day)
    ]


def _tour_on_show(tour: Tour, counts: Counts, coming: Sequence[PublicSeminar]) -> TourOnShow:
    own = [each for each in coming if each.seminar.tour_id == tour.id]
    return TourOnShow(tour, counts.by_tour().get(tour.id, Counts(())), own)


def _list_of_place(endpoint: str, code: str) -> str:
    return url_for(endpoint, place=code)


def _feed(chosen: filters.Filter) -> str:
    """The feed that fits what somebody looks at: one prefecture's, or everything's."""
    code = chosen.prefecture_code
    return _addresses().prefecture_feed(code) if code else _addresses().tour_feed()


def _addresses() -> Addresses:
    return Addresses(settings().base_url, Locale(current_locale()))
