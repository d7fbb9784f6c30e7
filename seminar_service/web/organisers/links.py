"""The secret links of hosts, advisers and participants: which are open, withdrawing, new ones."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.access import renewals as link_renewals
from seminar_service.access.queries import OpenLinks, open_links
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.accounts.model import RoleName
from seminar_service.advisers.links import ADVISER_LINKS
from seminar_service.bids.links import BID_LINKS
from seminar_service.counters.links import COUNTER_LINKS, NowhereToWrite
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.parties.links import PARTY_LINKS
from seminar_service.registrations.queries import own_registration
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.templating import settings

WITHDRAW = "withdraw"
RENEW = "renew"


def shown_links(owned: OwnedLinks, row_id: int) -> dict[LinkTarget, OpenLinks]:
    """What the section about links shows of a row."""
    return {
        target: open_links(db.session(), purposes, row_id, now=now())
        for target, purposes in owned.purposes.items()
        if purposes
    }


@bp.post("/bids/<int:bid_id>/links")
@staff(RoleName.CLERK)
def bid_links(bid_id: int) -> ResponseReturnValue:
    """Withdraw the links of a host, or send a new one."""
    return _act(BID_LINKS, bid_id, url_for("organisers.bid", bid_id=bid_id))


@bp.post("/advisers/<int:adviser_id>/links")
@staff(RoleName.PLANNER)
def adviser_links(adviser_id: int) -> ResponseReturnValue:
    """Withdraw the links of an adviser, or send a new one."""
    return _act(
        ADVISER_LINKS, adviser_id, url_for("organisers.edit_adviser", adviser_id=adviser_id)
    )


@bp.post("/counters/<int:counter_id>/links")
@staff(RoleName.PLANNER)
def counter_links(counter_id: int) -> ResponseReturnValue:
    """Withdraw the links of a support counter, or send a new one."""
    back = url_for("organisers.edit_counter", counter_id=counter_id)
    try:
        return _act(COUNTER_LINKS, counter_id, back)
    except NowhereToWrite:
        flash(_("Please enter the counter's email address first."), "warning")
        return redirect(back, 303)


@bp.route("/registrations/<int:registration_id>/links", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def registration_links(registration_id: int) -> ResponseReturnValue:
    """The links of a participant."""
    if request.method == "POST":
        return _act_for_participant(registration_id)
    own = own_registration(db.session(), registration_id, now=now())
    return render_template(
        "organisers/registration_links.html",
        registration=own.registration,
        seminar=own.registration.seminar,
        tour=own.registration.seminar.tour,
        links_shown=shown_links(REGISTRATION_LINKS, registration_id),
        party=(party := own.registration.party),
        party_links_shown=shown_links(PARTY_LINKS, party.id) if party else {},
    )


@bp.post("/registrations/<int:registration_id>/party-links")
@staff(RoleName.CLERK)
def party_links(registration_id: int) -> ResponseReturnValue:
    """Withdraw the links of the contact who registered somebody, or send a new one."""
    own = own_registration(db.session(), registration_id, now=now())
    party_id = own.registration.party_id
    if party_id is None:
        abort(404)
    back = url_for("organisers.registration_links", registration_id=registration_id)
    return _act(PARTY_LINKS, party_id, back, "party-links")


@staff(RoleName.CLERK)
def _act_for_participant(registration_id: int) -> ResponseReturnValue:
    back = url_for("organisers.registration_links", registration_id=registration_id)
    return _act(REGISTRATION_LINKS, registration_id, back)


def _act(owned: OwnedLinks, row_id: int, back: str, section: str = "links") -> ResponseReturnValue:
    """Do what the pressed button says, and go back to the page that it was on."""
    named, deed = request.form.get("links", ""), request.form.get("deed", "")
    known = {target.value for target, purposes in owned.purposes.items() if purposes}
    if named not in known or deed not in {WITHDRAW, RENEW}:
        abort(400)
    if deed == RENEW:
        link_renewals.renew(
            db.session(),
            owned,
            row_id,
            LinkTarget(named),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
        flash(_("A new link is on its way. Earlier ones no longer work."), "success")
    elif link_renewals.withdraw(
        db.session(), owned, row_id, LinkTarget(named), actor=current_actor(), now=now()
    ):
        flash(_("The links have been revoked. They no longer work."), "success")
    else:
        flash(_("No link was open."), "info")
    return redirect(f"{back}#{section}", 303)
