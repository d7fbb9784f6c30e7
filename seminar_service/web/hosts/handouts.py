"""A host orders pamphlets and posters behind the link to its request; no account is needed."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts.values import ReceiverKind
from seminar_service.overview import bids as bid_queries
from seminar_service.web.clock import now
from seminar_service.web.handout_orders import named, order_form, send_order
from seminar_service.web.handout_words import STATES
from seminar_service.web.hosts import bp


@bp.route("/bids/<token>/handouts", methods=["GET", "POST"])
def handouts(token: str) -> ResponseReturnValue:
    """Order handouts, and see where earlier orders stand."""
    look = links.visit if request.method in {"GET", "HEAD"} else links.resolve
    bid = bid_queries.bid_page(
        db.session(), look(db.session(), LinkPurpose.BID, token, now=now())
    ).bid
    known = {
        "person": bid.contact_name,
        "postal_code": bid.venue_postal_code,
        "address": bid.venue_address,
    }
    form = order_form(queries.handouts(db.session()), data=known)
    if form.validate_on_submit():
        send_order(form, ReceiverKind.HOST, bid.host_name, bid.place, actor=HOST, bid_id=bid.id)
        return redirect(url_for("hosts.handouts", token=token), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
    page = render_template(
        "hosts/handouts.html",
        form=form,
        token=token,
        orders=queries.orders(db.session(), bid_id=bid.id),
        states=STATES,
        named=named,
    )
    return page, status
