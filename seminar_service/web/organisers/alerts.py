"""Where people wait for a seminar: numbers by prefecture and topic, and nobody's address."""

from datetime import timedelta
from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.alerts.queries import wish_counts
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp

TOLD_WITHIN: Final = timedelta(days=365)


@bp.get("/alerts")
@staff(RoleName.VIEWER)
def alerts() -> ResponseReturnValue:
    """How many people wait for a seminar in which prefecture, and on which topic."""
    counts = wish_counts(db.session(), told_since=now() - TOLD_WITHIN)
    return render_template("organisers/alerts.html", counts=counts)
