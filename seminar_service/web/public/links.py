"""Asking for a new link in place of one that no longer works."""

from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import renewals as link_renewals
from seminar_service.advisers.links import ADVISER_LINKS
from seminar_service.bids.links import BID_LINKS
from seminar_service.counters.links import COUNTER_LINKS
from seminar_service.domain.errors import LinkUnknown, NotFound
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.parties.links import PARTY_LINKS
from seminar_service.web.clock import now
from seminar_service.web.link_renewals import limit_asking
from seminar_service.web.public import bp
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings

KINDS: Final = (BID_LINKS, ADVISER_LINKS, COUNTER_LINKS, REGISTRATION_LINKS, PARTY_LINKS)


@bp.post("/links/<token>/new")
@secret
def new_link(token: str) -> ResponseReturnValue:
    """Mail a link to the owner of one that works no more; the answer is the same for any token."""
    limit_asking()
    for owned in KINDS:
        try:
            link_renewals.send_another(
                db.session(), owned, token, office=Office.of(settings()), now=now()
            )
        except (LinkUnknown, NotFound):
            continue
        break
    return redirect(url_for("public.link_sent"), 303)


@bp.get("/links/sent")
def link_sent() -> ResponseReturnValue:
    """Where to look for a new link; says nothing about whose it is."""
    return render_template("public/link_sent.html")
