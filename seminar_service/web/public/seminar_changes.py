"""What is not held as it was announced."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.extensions import db
from seminar_service.releases.public_changes import public_changes
from seminar_service.storage.reading import reading
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.public import bp


@bp.get("/seminars/changes")
@for_everybody()
def seminar_changes() -> ResponseReturnValue:
    """The seminars that were moved or cancelled since they were announced."""
    with reading(db.engine) as reader:
        changes = public_changes(reader, now=now())
    return render_template("public/seminar_changes.html", changes=changes)
