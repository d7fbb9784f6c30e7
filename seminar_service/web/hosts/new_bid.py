"""A host asks for a seminar: enter, check, send."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from seminar_service.bids import services as bids
from seminar_service.bids.earlier import earlier_bid
from seminar_service.bids.links import BID_LINKS
from seminar_service.domain.actors import HOST
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.overview.bids import Call
from seminar_service.tours.model import Topic, Tour
from seminar_service.web.bid_views import entered_bid
from seminar_service.web.clock import now, today
from seminar_service.web.hosts import bp
from seminar_service.web.hosts.forms import LINK_STEP, NewBidForm
from seminar_service.web.link_renewals import send_one
from seminar_service.web.locale import current_locale
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.secrecy import open_to_everybody
from seminar_service.web.templating import settings

BIDS_PER_WINDOW = 20
WINDOW = timedelta(hours=1)
SENT = "sent_bid"
NOT_PASSED_ON = {"csrf_token", "step", "add_row", "idempotency_key"}


@bp.route("/bids/new", methods=["GET", "POST"])
@open_to_everybody
def new_bid() -> ResponseReturnValue:
    """The form; then what was entered, to be checked; then it is sent.

    Nothing is kept in between: the page to be checked carries what was entered.
    """
    return take_bid(bid_queries.call_for_bids(db.session(), today()), url_for("hosts.new_bid"))


def take_bid(
    call: Call | None, here: str, values: Mapping[str, object] | None = None
) -> ResponseReturnValue:
    """The steps of the form, for the tours that call.

    Args:
        call: The calls that concern the reader.
        here: The address of the form.
        values: What it is filled in with at first.
    """
    if call is None or not call.is_open:
        page = render_template("hosts/call_closed.html", call=call)
        return page, 200 if request.method == "GET" else 409
    topics = bid_queries.topics(db.session())
    form = NewBidForm(call.tours, topics, today(), data=values)
    if request.method == "GET" or request.form.get("step") == "correct":
        return _form_page(form, here)
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
        return _form_page(form, here)
    if not form.validate():
        return _form_page(form, here), 422
    if request.form.get("step") != "send":
        return _ask_or_check(form, topics, here)
    return _send(form, form.tour, topics, here)


@bp.get("/bids/sent")
def bid_sent() -> ResponseReturnValue:
    """What happens next with the bid that this browser has just sent."""
    sent = session.get(SENT)
    if sent is None:
        return redirect(url_for("hosts.new_bid"))
    page = bid_queries.bid_page(db.session(), sent["id"])
    return render_template("hosts/sent.html", bid=page.bid, is_new=sent["is_new"])


def _ask_or_check(form: NewBidForm, topics: list[Topic], here: str) -> ResponseReturnValue:
    """Ask about what can hardly be meant, also about a bid that was sent before; then go on."""
    details = form.details()
    earlier = earlier_bid(
        db.session(),
        form.tour.id,
        details.contact_email,
        details.topic_ids,
        form_key=form.idempotency_key.data,
        now=now(),
    )
    if earlier is not None and request.form.get("step") == LINK_STEP:
        return send_one(BID_LINKS, earlier.id)
    form.is_sent_before = earlier is not None
    return _form_page(form, here) if form.asks_back() else _check_page(form, topics, here)


def _send(form: NewBidForm, tour: Tour, topics: list[Topic], here: str) -> ResponseReturnValue:
    tour_id, details, key = tour.id, form.details(), form.idempotency_key.data
    try:
        limit_by_address("bid", limit=BIDS_PER_WINDOW, window=WINDOW)
        submission = bids.submit(
            db.session(),
            tour_id,
            details,
            idempotency_key=key,
            locale=current_locale(),
            office=Office.of(settings()),
            now=now(),
            actor=HOST,
        )
    except TooManyAttempts as refused:
        response = make_response(_check_page(form, topics, here, refused=refused), 429)
        response.headers["Retry-After"] = str(refused.retry_after_seconds)
        return response
    session[SENT] = {"id": submission.bid.id, "is_new": submission.is_new}
    return redirect(url_for("hosts.bid_sent"), 303)


def _form_page(form: NewBidForm, here: str) -> str:
    return render_template("hosts/new_bid.html", form=form, tours=form.tours, here=here)


def _check_page(
    form: NewBidForm, topics: list[Topic], here: str, *, refused: TooManyAttempts | None = None
) -> Response:
    assert form.wishes is not None  # noqa: S101 (the form has been validated)
    entered = [
        (name, value) for name, value in request.form.items(multi=True) if name not in NOT_PASSED_ON
    ]
    entered.append(("idempotency_key", form.idempotency_key.data))
    page = render_template(
        "hosts/check_bid.html",
        shown=entered_bid(form.details(), form.wishes, form.calendar, topics),
        entered=entered,
        too_many=refused.code if refused else "",
        minutes=ceil(refused.retry_after_seconds / 60) if refused else 0,
        mail_address=form.details().contact_email,
        here=here,
    )
    return make_response(page)
