"""Pages of those who ask for a seminar."""

from flask import Blueprint

bp = Blueprint("hosts", __name__)

from seminar_service.web.hosts import (  # noqa: E402 (the views need the blueprint)
    bid,  # noqa: F401 (importing a module adds its views)
    new_bid,  # noqa: F401
)
