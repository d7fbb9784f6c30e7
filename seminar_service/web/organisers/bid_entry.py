"""The staff enters a bid that came on paper, or changes what a bid says."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.mail.office import Office
from seminar_service.models.accounts import RoleName
from seminar_service.models.tours import Tour
from seminar_service.queries import bids as bid_queries
from seminar_service.queries.bids import BidPage
from seminar_service.queries.seminars import tour_of
from seminar_service.services import bids
from seminar_service.services.bids import EDITABLE
from seminar_service.services.tour_calendars import calendar_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_bids import EditBidForm, EnterBidForm, office_values_of
from seminar_service.web.templating import settings


@bp.route("/tours/<int:year>/bids/new", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def enter_bid(year: int) -> ResponseReturnValue:
    """Enter a bid that came on paper, whether or not the call is open."""
    tour = tour_of(db.session(), year)
    form = EnterBidForm(tour, calendar_of(tour), bid_queries.topics(db.session()), today())
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
    elif request.method == "POST":
        if form.validate():
            return _enter(form, tour)
        return _entry_page(form, tour), 422
    return _entry_page(form, tour)


@bp.route("/bids/<int:bid_id>/edit", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_bid(bid_id: int) -> ResponseReturnValue:
    """Change what a bid says."""
    own = bid_queries.bid_page(db.session(), bid_id)
    if own.bid.state not in EDITABLE:
        return _over(bid_id)
    form = _edit_form(own)
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
    elif request.method == "POST":
        if form.validate():
            return _edit(bid_id, form)
        return _edit_page(own, form), 422
    return _edit_page(own, form)


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
        flash(gettext("The bid has been entered. Its host gets a mail with the link."), "success")
    else:
        flash(gettext("This bid had been entered already; it counts once."), "warning")
    return redirect(url_for("organisers.bid", bid_id=submission.bid.id), 303)


def _edit(bid_id: int, form: EditBidForm) -> ResponseReturnValue:
    try:
        bids.edit(
            db.session(),
            bid_id,
            form.details(),
            form.office_details(),
            note=form.note.data,
            tell_host=form.tell_host.data,
            office=Office.of(settings()),
            now=now(),
            actor=current_actor(),
        )
    except TransitionNotAllowed:  # withdrawn while somebody typed
        return _over(bid_id)
    flash(gettext("The changes have been saved."), "success")
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)


def _edit_form(own: BidPage) -> EditBidForm:
    calendar = calendar_of(own.bid.tour)
    return EditBidForm(
        own.bid.tour,
        calendar,
        bid_queries.topics(db.session()),
        today(),
        kept={each.day for each in own.bid.dates},
        data=office_values_of(own.bid, calendar),
    )


def _over(bid_id: int) -> ResponseReturnValue:
    flash(gettext("This bid is over, and cannot be changed any more."), "warning")
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)


def _entry_page(form: EnterBidForm, tour: Tour) -> str:
    return render_template("organisers/bid_new.html", form=form, tour=tour)


def _edit_page(own: BidPage, form: EditBidForm) -> str:
    return render_template(
        "organisers/bid_edit.html", own=own, bid=own.bid, tour=own.bid.tour, form=form
    )
