"""One's own secret links: new ones come by mail and in no other way.

Whoever sees a page may not be its owner. So a new link is never shown, and never leads on from
the page; it goes to the mailbox that the office knows.
"""

from datetime import timedelta
from typing import Final

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.access import links
from seminar_service.access import renewals as link_renewals
from seminar_service.access.queries import OpenLinks, open_links
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.domain.actors import Actor
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.web.clock import now
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.templating import settings

ASKED_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(hours=1)


def limit_asking() -> None:
    """Count one attempt to have a link sent; raises TooManyAttempts."""
    limit_by_address("new-link", limit=ASKED_PER_WINDOW, window=WINDOW)


def renew(owned: OwnedLinks, token: str, actor: Actor) -> ResponseReturnValue:
    """Replace all links of the owner whose page this token opens, and say where the new one is."""
    limit_asking()
    link_renewals.renew_own(
        db.session(), owned, token, office=Office.of(settings()), actor=actor, now=now()
    )
    return redirect(url_for("public.link_sent"), 303)


def send_one(owned: OwnedLinks, row_id: int) -> ResponseReturnValue:
    """Mail a link to its owner for somebody who knows the owner's address, and say where it is."""
    limit_asking()
    link_renewals.send_one(db.session(), owned, row_id, office=Office.of(settings()), now=now())
    return redirect(url_for("public.link_sent"), 303)


def feed_links(owned: OwnedLinks, row_id: int) -> OpenLinks:
    """What the page of an owner says about the addresses of the own calendar."""
    return open_links(db.session(), owned.purposes[LinkTarget.FEED], row_id, now=now())


def revoke_feed(owned: OwnedLinks, token: str, actor: Actor, back: str) -> ResponseReturnValue:
    """Let the calendar addresses of the owner work no more whose page this token opens.

    The page stays. A new address is made there, as the first one was.
    """
    row_id = links.resolve(db.session(), owned.page, token, now=now())
    if link_renewals.withdraw(db.session(), owned, row_id, LinkTarget.FEED, actor=actor, now=now()):
        flash(
            _("The addresses of your calendar have been revoked. They no longer work."), "success"
        )
    else:
        flash(_("No address of your calendar was open."), "info")
    return redirect(back, 303)
