"""A host confirms or declines all its dates on one page."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.extensions import db
from seminar_service.rounds.queries import Reader, host_of_bid
from seminar_service.web.clock import now, today
from seminar_service.web.dates_answering import answer_dates
from seminar_service.web.dates_form import DatesForm
from seminar_service.web.hosts import bp


@bp.route("/bids/<token>/dates", methods=["GET", "POST"])
def dates(token: str) -> ResponseReturnValue:
    """The dates of all bids of this contact, each with its answer."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    made_at = links.made_at(db.session(), token)

    def read() -> list[Reader]:
        return [host_of_bid(db.session(), bid_id, today=today(), link_made_at=made_at)]

    def show(readers: Sequence[Reader], form: DatesForm) -> str:
        return render_template("hosts/dates.html", readers=readers, form=form, token=token)

    return answer_dates(read, show, actor=HOST, here=url_for("hosts.dates", token=token))
