"""The staff enters a bid that came on paper, or changes what a bid says."""

from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.bids import services as bids
from seminar_service.bids.earlier import earlier_bid
from seminar_service.bids.model import Bid
from seminar_service.bids.services import EDITABLE
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.overview.bid_misfits import is_ahead
from seminar_service.overview.bids import BidPage
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_bids import EditBidForm, EnterBidForm, office_values_of
from seminar_service.web.templating import settings


@bp.route("/tours/<tour:tour_code>/bids/new", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def enter_bid(tour_code: TourCode) -> ResponseReturnValue:
    """Enter a bid that came on paper, whether or not the call is open."""
    tour = tour_of(db.session(), tour_code)
    if tour.is_archived:
        raise TourArchived
    form = EnterBidForm(tour, calendar_of(tour), bid_queries.topics(db.session()), today())
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
    elif request.method == "POST":
        if not form.validate():
            return _entry_page(form, tour), 422
        details = form.details()
        form.earlier = earlier_bid(
            db.session(),
            tour.id,
            details.contact_email,
            details.topic_ids,
            form_key=form.idempotency_key.data,
            now=now(),
        )
        return _entry_page(form, tour) if form.asks_back() else _enter(form, tour)
    return _entry_page(form, tour)


@bp.route("/bids/<int:bid_id>/edit", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_bid(bid_id: int) -> ResponseReturnValue:
    """Change what a bid says."""
    own, form = present_bid(bid_id, sent=True)
    if own.bid.state not in EDITABLE:
        return _over(bid_id, form)
    status = HTTPStatus.OK
    try:
        if "add_row" in request.form:
            form.add_row(request.form["add_row"])
        else:
            status = handled(form, partial(_edit, bid_id, form), partial(_present, bid_id))
    except TransitionNotAllowed:  # withdrawn while somebody typed
        return _over(bid_id, form)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.bid", bid_id=bid_id), status)
    return _edit_page(own, form), status


def present_bid(bid_id: int, *, sent: bool = False) -> tuple[BidPage, EditBidForm]:
    """A bid, and the form of what it says now; with what was sent in it where asked for."""
    own = bid_queries.bid_page(db.session(), bid_id)
    calendar = calendar_of(own.bid.tour)
    arguments: dict[str, Any] = {} if sent else {"formdata": None}
    form = EditBidForm(
        own.bid.tour,
        calendar,
        bid_queries.topics(db.session()),
        today(),
        kept={each.day for each in own.bid.dates},
        data=office_values_of(own.bid, calendar),
        **arguments,
    )
    form.seminar = own.seminar if is_ahead(own.seminar, today()) else None
    return own, form


def _enter(form: EnterBidForm, tour: Tour) -> ResponseReturnValue:
    submission = bids.enter(
        db.session(),
        tour.id,
        form.details(),
        form.office_details(),
        idempotency_key=form.idempotency_key.data,
        locale=form.language.data,
        note=form.note.data,
        office=Office.of(settings()),
        now=now(),
        actor=current_actor(),
    )
    if submission.is_new:
        flash(gettext("The bid has been entered. Its host gets an email with the link."), "success")
    else:
        flash(gettext("This bid had been entered already; it counts once."), "warning")
    return redirect(url_for("organisers.bid", bid_id=submission.bid.id), 303)


def _edit(bid_id: int, form: EditBidForm, version: int) -> None:
    bids.edit(
        db.session(),
        bid_id,
        form.details(),
        form.office_details(),
        version=version,
        note=form.note.data,
        tell_host=form.tell_host.data,
        office=Office.of(settings()),
        now=now(),
        actor=current_actor(),
    )


def _present(bid_id: int) -> tuple[Bid, EditBidForm]:
    own, form = present_bid(bid_id)
    return own.bid, form


def _over(bid_id: int, form: EditBidForm) -> ResponseReturnValue:
    reason = gettext("This bid is over, and cannot be changed any more.")
    back = url_for("organisers.bid", bid_id=bid_id), gettext("To the bid")
    return give_back(form, reason, back=back)


def _entry_page(form: EnterBidForm, tour: Tour) -> str:
    return render_template("organisers/bid_new.html", form=form, tour=tour)


def _edit_page(own: BidPage, form: EditBidForm) -> str:
    return render_template(
        "organisers/bid_edit.html", own=own, bid=own.bid, tour=own.bid.tour, form=form
    )
