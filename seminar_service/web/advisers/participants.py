"""Who comes to one of an adviser's own seminars, as far as each agreed."""

from flask import url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import ADVISER
from seminar_service.extensions import db
from seminar_service.overview.shared_lists import seminar_of_adviser
from seminar_service.seminars.model import Seminar
from seminar_service.web.advisers import bp
from seminar_service.web.clock import now
from seminar_service.web.shared_lists import list_file, list_page


@bp.get("/adviser/<token>/seminars/<public_id>/participants")
def participants(token: str, public_id: str) -> ResponseReturnValue:
    """The list as a page."""
    return list_page(_own(token, public_id), *_ways(token, public_id))


@bp.post("/adviser/<token>/seminars/<public_id>/participants/file")
def participants_file(token: str, public_id: str) -> ResponseReturnValue:
    """The list as a file."""
    return list_file(_own(token, public_id), *_ways(token, public_id), actor=ADVISER)


def _own(token: str, public_id: str) -> Seminar | None:
    """A seminar of the adviser whom a token opens; 404 or 410 where it opens none."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    return seminar_of_adviser(db.session(), adviser_id, public_id)


def _ways(token: str, public_id: str) -> tuple[str, str]:
    """One's own page, and where the file is."""
    file = url_for("advisers.participants_file", token=token, public_id=public_id)
    return url_for("advisers.year", token=token), file
