"""What is to come: the front page, the list, the page of one seminar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.calendars.add_addresses import AddAddresses, add_addresses
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import nearest_to
from seminar_service.extensions import db
from seminar_service.overview.front_page import front_page
from seminar_service.pages.values import Placement
from seminar_service.seminars import public, public_lists
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.calendar_rows import CalendarRow
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.public_counts import Counts
from seminar_service.seminars.public_pages import seminar_on_show
from seminar_service.seminars.public_rows import Month, SeminarRow, by_month
from seminar_service.storage.reading import reading
from seminar_service.tours.values import TourRow, TourStage
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now, today
from seminar_service.web.kept.views import keep_not
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import page_number
from seminar_service.web.public import bp, filters
from seminar_service.web.public.drawing import map_of
from seminar_service.web.public.structured_data import event_of
from seminar_service.web.templating import settings

MOST_NEARBY: Final = 4
"""So many prefectures are offered where the one that was chosen has no places left."""

_ADD_ADDRESSES: Final = 1024
"""Of so many seminars in one language each, about six kilobytes."""


@dataclass(frozen=True)
class TourOnShow:
    """A tour on the front page: its next seminars, and how many more there are in each month."""

    tour: TourRow
    counts: Counts
    next_seminars: Sequence[SeminarRow]

    @property
    def months(self) -> Sequence[Month]:
        """The next seminars, month by month."""
        return by_month(self.next_seminars)


class NearPlace(NamedTuple):
    """A prefecture that is near, and how many places its seminars have left."""

    code: str
    free: int


@bp.get("/")
@for_everybody(*filters.ARGUMENTS)
def tour() -> ResponseReturnValue:
    """Where and when are the seminars, which have places left, how to get them and ask for one."""
    if request.args:  # the list is what has filters; addresses from elsewhere may still ask here
        return redirect(url_for("public.seminars", **filters.asked_for(request.args)))
    instant = now()
    with reading(db.engine) as reader:
        known = public.tours(reader)
        counts = public_lists.count_coming(reader, now=instant)
        of_tours = counts.by_tour()
        shown = _on_show(known, of_tours, today())
        coming = public_lists.next_seminars(reader, tuple(each.id for each in shown), now=instant)
        front = front_page(reader, now=instant)
    takes_bids = known.take_bids(today())
    leading = {
        "front": front,
        "ask": front.placed(Placement.ASK),
        "learn": front.placed(Placement.LEARN),
    }
    if not shown:
        return render_template(
            "public/no_tour.html", years=known.known, takes_bids=takes_bids, **leading
        )
    return render_template(
        "public/tour.html",
        tours=[_tour_on_show(each, of_tours, coming) for each in shown],
        total=counts.total,
        chosen=filters.Filter(),
        offered=filters.choices(counts, front.topics),
        drawn=map_of(counts, url_for("public.seminars")),
        feed=_feed(filters.Filter()),
        takes_bids=takes_bids,
        last=_last(known.known, shown),
        **leading,
    )


@bp.get("/seminars")
@for_everybody(*filters.ARGUMENTS)
def seminars() -> ResponseReturnValue:
    """All seminars of the tours that are not over, a month at a time where they are many."""
    with reading(db.engine) as reader:
        known = public.tours(reader)
        topics = public_lists.offered_topics(reader)
        chosen = filters.read_filter(request.args, topics)
        found = public_lists.seminar_list(reader, chosen.wanted(), page=page_number(), now=now())
    keep_if_plain(chosen, found)
    return render_template(
        "public/seminars.html",
        tours=known.by_key(),
        found=found,
        chosen=chosen,
        offered=filters.choices(found.counts, topics),
        feed=_feed(chosen),
        nearby=_nearby(chosen, found),
        takes_bids=known.take_bids(today()),
    )


@bp.get("/seminars/<public_id>")
@for_everybody()
def seminar(public_id: str) -> ResponseReturnValue:
    """What, when, where, by whom; places left; how to register."""
    with reading(db.engine) as reader:
        found = seminar_on_show(reader, public_id, now=now()) or abort(404)
    addresses, office = _addresses(), _office()
    return render_template(
        "public/seminar.html",
        shown=found,
        office=office,
        address=addresses.seminar(public_id),
        # Nobody needs what is over or cancelled in a calendar on the web.
        add_to=None if found.over else _add_addresses(found.facts.row, addresses),
        event=event_of(found, addresses, office),
    )


@lru_cache(maxsize=_ADD_ADDRESSES)
def _add_addresses(row: CalendarRow, addresses: Addresses) -> AddAddresses:
    """They hold all that a calendar entry says, quoted; equal entries have the same."""
    return add_addresses(calendar_entry(row, addresses), addresses.locale)


def keep_if_plain(chosen: filters.Filter, found: public_lists.SeminarList) -> None:
    """Let a page of a list be kept where something was found by an address of ours."""
    is_plain = filters.is_plain(request.args, chosen, found.page)
    if not is_plain or chosen.text or (chosen.is_set and not found.found):
        keep_not(request.environ)


def _nearby(chosen: filters.Filter, found: public_lists.SeminarList) -> list[NearPlace]:
    """Prefectures near the one that was chosen, with places left; none where it has some itself."""
    code = chosen.prefecture_code
    if not code or found.fitting.total.free:
        return []
    free = {place: numbers.free for place, numbers in found.counts.by_place().items()}
    near = [each.code for each in nearest_to(code) if free.get(each.code)]
    return [NearPlace(place, free[place]) for place in near[:MOST_NEARBY]]


def public_seminar(public_id: str, instant: datetime) -> PublicSeminar:
    """A seminar that the public may see; anything else is answered by 404."""
    return public.seminar(db.session(), public_id, now=instant) or abort(404)


def _on_show(known: public.Tours, of_tours: Mapping[int, Counts], day: date) -> list[TourRow]:
    """The tours of the front page: whatever has something to come, or may still get it."""
    return [
        tour
        for tour in known.known
        if tour.id in of_tours or (tour.stage is TourStage.OPEN and tour.last_day >= day)
    ]


def _last(known: Sequence[TourRow], shown: Sequence[TourRow]) -> TourRow | None:
    """The latest tour of which nothing is to come any more, if there is one."""
    return next((tour for tour in reversed(known) if tour not in shown), None)


def _tour_on_show(
    tour: TourRow, of_tours: Mapping[int, Counts], coming: Sequence[SeminarRow]
) -> TourOnShow:
    own = [each for each in coming if each.tour_id == tour.id]
    return TourOnShow(tour, of_tours.get(tour.id, Counts(())), own)


def _feed(chosen: filters.Filter) -> str:
    """The feed that fits what somebody looks at: one prefecture's, or everything's."""
    code = chosen.prefecture_code
    return _addresses().prefecture_feed(code) if code else _addresses().tour_feed()


def _office() -> str:
    """What the organiser is called in the reader's language."""
    said = settings()
    return said.organiser_name_ja if current_locale() == "ja" else said.organiser_name_en


def _addresses() -> Addresses:
    return Addresses(settings().base_url, Locale(current_locale()))
