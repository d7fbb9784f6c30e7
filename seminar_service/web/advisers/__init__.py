"""Pages that advisers reach by their secret links."""

from flask import Blueprint

bp = Blueprint("advisers", __name__)

from seminar_service.web.advisers import (  # noqa: E402 (the views need the blueprint)
    calendar_days,  # noqa: F401 (importing a module adds its views)
    dates,  # noqa: F401
    days,  # noqa: F401
    own_calendar,  # noqa: F401
    participants,  # noqa: F401
    views,  # noqa: F401
)
