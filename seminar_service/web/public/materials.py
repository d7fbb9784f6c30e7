"""The materials of all years."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.extensions import db
from seminar_service.pages.public import placed_pages
from seminar_service.pages.values import Placement
from seminar_service.seminars import public
from seminar_service.storage.reading import reading
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.public import bp


@bp.get("/materials")
@for_everybody()
def materials() -> ResponseReturnValue:
    """What the office has published of what was taught with, and the seminars of each year."""
    with reading(db.engine) as reader:
        placed = placed_pages(reader, now=now())
        known = public.tours(reader).known
    return render_template(
        "public/materials.html",
        pages=[page for page in placed if page.placement is Placement.MATERIALS],
        tours=list(reversed(known)),
    )
