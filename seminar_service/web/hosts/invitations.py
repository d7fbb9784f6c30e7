"""What invited hosts reach by the link of their mail: the form of a bid, and the end of it all."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.extensions import csrf, db
from seminar_service.inviting import services as inviting
from seminar_service.overview.bids import Call
from seminar_service.web.bid_forms import lasting_values_of
from seminar_service.web.clock import now, today
from seminar_service.web.hosts import bp
from seminar_service.web.hosts.new_bid import take_bid


class EndForm(FlaskForm):
    """A button; the token in it keeps other sites from pressing it."""


@bp.route("/invitations/<token>", methods=["GET", "POST"])
def invited_bid(token: str) -> ResponseReturnValue:
    """The form of a bid, which begins with what the host entered in an earlier year."""
    number = links.visit(db.session(), LinkPurpose.INVITATION, token, now=now())
    invitation, _ = inviting.invitation_of(db.session(), number)
    tour, bid = invitation.tour, inviting.own_bid(invitation)
    call = Call([tour], is_open=tour.takes_bids(today()), is_ahead=tour.call_opens_on > today())
    here = url_for("hosts.invited_bid", token=token)
    return take_bid(call, here, lasting_values_of(bid) if bid else None)


@bp.route("/invitations/<token>/end", methods=["GET", "POST"])
@csrf.exempt  # a mail program presses this for its owner, without our pages [RFC 8058]
def end_invitations(token: str) -> ResponseReturnValue:
    """Ask before the press; a press, here or in a mail program, ends all invitations for good."""
    number = links.visit(db.session(), LinkPurpose.INVITATION, token, now=now())
    form = EndForm()
    by_program = request.form.get("List-Unsubscribe") == "One-Click"
    if request.method == "POST":
        if not by_program and not form.validate():
            abort(400)
        inviting.end(db.session(), number, actor=HOST, now=now())
        if not by_program:
            return redirect(url_for("hosts.end_invitations", token=token), 303)
    invitation, wants_none = inviting.invitation_of(db.session(), number)
    return render_template(
        "hosts/invitation_end.html",
        invitation=invitation,
        wants_none=wants_none,
        form=form,
        token=token,
    )
