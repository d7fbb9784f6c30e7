"""Pages of those who ask for a seminar."""

from flask import Blueprint

bp = Blueprint("hosts", __name__)

from seminar_service.web.hosts import (  # noqa: E402 (the views need the blueprint)
    access_code,  # noqa: F401 (importing a module adds its views)
    bid,  # noqa: F401 (importing a module adds its views)
    dates,  # noqa: F401
    flyers,  # noqa: F401
    handouts,  # noqa: F401
    invitations,  # noqa: F401
    new_bid,  # noqa: F401
    participants,  # noqa: F401
    people,  # noqa: F401
)
