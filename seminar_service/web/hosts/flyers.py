"""The flyer of a host's own seminar, to hand out."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.overview.bids import seminar_to_hand_out
from seminar_service.seminars.model import Seminar
from seminar_service.web.clock import now
from seminar_service.web.flyers import flyer_file, flyer_page, open_flyer
from seminar_service.web.hosts import bp
from seminar_service.web.papers import pdf_answer


@bp.get("/bids/<token>/flyer/<any(ja, en):language>")
def flyer(token: str, language: str) -> ResponseReturnValue:
    """The flyer as a page, in one language."""
    back = url_for("hosts.bid", token=token), _("Back to your request")
    return flyer_page(_own(token), Locale(language), back)


@bp.get("/bids/<token>/flyer/<any(ja, en):language>.pdf")
def flyer_as_file(token: str, language: str) -> ResponseReturnValue:
    """The flyer as a file, in one language."""
    seminar = _own(token)
    name = f"flyer-{seminar.day.isoformat()}-{language}"
    page = url_for("hosts.flyer", token=token, language=language)
    return pdf_answer(lambda: flyer_file(seminar, Locale(language)), name, page)


def _own(token: str) -> Seminar:
    """The public seminar of the bid that a token opens; 404 where there is none."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    return open_flyer(seminar_to_hand_out(db.session(), bid_id))
