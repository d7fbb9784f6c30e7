"""Who comes to a host's own seminar, as far as each agreed."""

from flask import url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.extensions import db
from seminar_service.overview.shared_lists import seminar_of_host
from seminar_service.seminars.model import Seminar
from seminar_service.web.clock import now
from seminar_service.web.hosts import bp
from seminar_service.web.shared_lists import list_file, list_page


@bp.get("/bids/<token>/participants")
def participants(token: str) -> ResponseReturnValue:
    """The list as a page."""
    return list_page(_own(token), *_ways(token))


@bp.post("/bids/<token>/participants/file")
def participants_file(token: str) -> ResponseReturnValue:
    """The list as a file."""
    return list_file(_own(token), *_ways(token), actor=HOST)


def _own(token: str) -> Seminar | None:
    """The seminar of the bid that a token opens; 404 or 410 where it opens none."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    return seminar_of_host(db.session(), bid_id)


def _ways(token: str) -> tuple[str, str]:
    """One's own page, and where the file is."""
    return url_for("hosts.bid", token=token), url_for("hosts.participants_file", token=token)
