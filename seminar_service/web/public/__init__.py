"""Pages that everybody sees, and those of a participant's secret link."""

from flask import Blueprint

bp = Blueprint("public", __name__)

from seminar_service.web.public import (  # noqa: E402 (the views need the blueprint)
    archive,  # noqa: F401 (importing a module adds its views)
    links,  # noqa: F401
    mailboxes,  # noqa: F401
    register,  # noqa: F401
    registrations,  # noqa: F401
    tour,  # noqa: F401
)
