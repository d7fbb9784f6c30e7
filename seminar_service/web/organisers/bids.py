"""The inbox: which bids there are, and what each says."""

from collections.abc import Mapping
from math import ceil

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.bids import memos
from seminar_service.bids.decisions import ARRANGING
from seminar_service.bids.duplicates import AlikeBid, alike_bids
from seminar_service.bids.links import BID_LINKS
from seminar_service.bids.model import Bid
from seminar_service.bids.queries import BidFilter, BidOrder, bid_list, next_waiting, tour_of_inbox
from seminar_service.bids.services import EDITABLE
from seminar_service.bids.states import BID_TRANSITIONS, BidState
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.text_folding import without_controls
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.seminars.declines import declined_by_host, open_declines_of, possible_days
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.queries import all_tours, tour_of
from seminar_service.web import bid_words
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.bid_views import shown_bid
from seminar_service.web.clock import now, today
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.bid_decisions import AT_ONCE, DECISIONS
from seminar_service.web.organisers.forms_bids import MOST_AT_ONCE, MemoForm
from seminar_service.web.organisers.links import shown_links
from seminar_service.web.organisers.next_steps import next_link
from seminar_service.web.page_requests import page_number
from seminar_service.web.templating import settings

PAGE_SIZE = 30
LONGEST_SEARCH = 100


@bp.get("/bids")
@staff(RoleName.VIEWER)
def latest_bids() -> ResponseReturnValue:
    """The inbox of the tour whose bid has waited longest, else of the tour at work."""
    tour = tour_of_inbox(db.session(), today())
    if tour is None:
        return redirect(url_for("organisers.home"))
    if len(all_tours(db.session())) > 1:
        message = _("These are the bids of %(tour)s. You find those of other tours from “Tours”.")
        flash(message % {"tour": tour.name(current_locale())}, "info")
    return redirect(url_for("organisers.bids", tour_code=tour.code))


@bp.get("/tours/<tour:tour_code>/bids")
@staff(RoleName.VIEWER)
def bids(tour_code: TourCode) -> ResponseReturnValue:
    """The bids of a tour: filtered, searched, sorted, and how many are in which state."""
    tour = tour_of(db.session(), tour_code)
    wanted = wanted_bids()
    page = page_number()
    found = bid_list(db.session(), tour.id, wanted, page=page, page_size=PAGE_SIZE)
    return render_template(
        "organisers/bids.html",
        tour=tour,
        found=found,
        wanted=wanted,
        page=page,
        pages=max(ceil(found.found / PAGE_SIZE), 1),
        orders=list(BidOrder),
        prefectures=prefectures(),
        state_words=bid_words.STATES,
        alike=_alike(tour.id, [row.bid.id for row in found.rows]),
        decisions={name: DECISIONS[name].title for name in AT_ONCE},
        may_enter=has_role(RoleName.CLERK) and not tour.is_archived,
        most_at_once=MOST_AT_ONCE,
        onward=None if wanted.state is BidState.SUBMITTED else next_link(tour),
    )


@bp.get("/bids/<int:bid_id>")
@staff(RoleName.VIEWER)
def bid(bid_id: int) -> ResponseReturnValue:
    """One bid with its history, and what can be decided about it."""
    return _page(bid_id, MemoForm())


@bp.post("/bids/<int:bid_id>/notes")
@staff(RoleName.CLERK)
def note_bid(bid_id: int) -> ResponseReturnValue:
    """Write an internal note."""
    form = MemoForm()
    if not form.validate_on_submit():
        return _page(bid_id, form), 422
    memos.add_memo(db.session(), bid_id, form.text.data, actor=current_actor(), now=now())
    flash(_("The note is kept."), "success")
    return redirect(url_for("organisers.bid", bid_id=bid_id, _anchor="notes"), 303)


def _page(bid_id: int, form: MemoForm) -> str:
    own = bid_queries.bid_page(db.session(), bid_id)
    return render_template(
        "organisers/bid.html",
        own=own,
        bid=own.bid,
        tour=own.bid.tour,
        shown=shown_bid(own.bid, calendar_of(own.bid.tour)),
        actions=_actions(own.bid, settled=own.is_settled),
        next_waiting=next_waiting(db.session(), own.bid),
        step_words=bid_words.STEPS,
        source_words=bid_words.SOURCES,
        links_shown=shown_links(BID_LINKS, bid_id),
        declined=declined_by_host(db.session(), bid_id),
        open_declines=open_declines_of(db.session(), bid_id),
        possible_days=possible_days(own.bid),
        alike=_alike(own.bid.tour_id, [bid_id]).get(bid_id, []),
        memos=memos.memos_of(db.session(), bid_id),
        form=form,
    )


def _alike(tour_id: int, numbers: list[int]) -> Mapping[int, list[AlikeBid]]:
    """Of these bids of a tour, those that may be the same."""
    mail = Office.of(settings()).mail
    return alike_bids(db.session(), tour_id, numbers, office_mail=mail)


def _actions(bid: Bid, *, settled: bool) -> set[str]:
    """What the signed-in person can do with a bid now; a seminar settles it."""
    if not has_role(RoleName.CLERK):
        return set()
    allowed = {action.value for action in BID_TRANSITIONS.actions(bid.state)}
    if settled:
        allowed = set()
    if bid.tour.is_archived:
        allowed -= {action.value for action in ARRANGING}
    return allowed | ({"edit"} if bid.state in EDITABLE else set())


def wanted_bids() -> BidFilter:
    """The filter in the address; values that mean nothing ask for everything."""
    state, order, place = (request.args.get(name, "") for name in ("state", "order", "place"))
    return BidFilter(
        state=BidState(state) if state in list(BidState) else None,
        text=without_controls(request.args.get("q", ""))[:LONGEST_SEARCH].strip(),
        place=place if place in {each.code for each in prefectures()} else "",
        order=BidOrder(order) if order in list(BidOrder) else BidOrder.NEWEST,
    )
