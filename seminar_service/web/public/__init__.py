"""Pages that everybody sees, and those of a participant's secret link."""

from flask import Blueprint

bp = Blueprint("public", __name__)

from seminar_service.web.public import (  # noqa: E402 (the views need the blueprint)
    address_changes,  # noqa: F401 (importing a module adds its views)
    again,  # noqa: F401
    alerts,  # noqa: F401
    archive,  # noqa: F401
    changes,  # noqa: F401
    counters,  # noqa: F401
    exchange,  # noqa: F401
    learning,  # noqa: F401
    links,  # noqa: F401
    lost_links,  # noqa: F401
    mailboxes,  # noqa: F401
    materials,  # noqa: F401
    news,  # noqa: F401
    offers,  # noqa: F401
    pages,  # noqa: F401
    parties,  # noqa: F401
    register,  # noqa: F401
    register_party,  # noqa: F401
    registrations,  # noqa: F401
    seminar_changes,  # noqa: F401
    staying,  # noqa: F401
    switching,  # noqa: F401
    tour,  # noqa: F401
    whats_on,  # noqa: F401
)
