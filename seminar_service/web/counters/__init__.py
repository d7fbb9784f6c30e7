"""Pages of support counters, which their staff reaches by a secret link."""

from flask import Blueprint

bp = Blueprint("counters", __name__)

from seminar_service.web.counters import (  # noqa: E402 (the views need the blueprint)
    handouts,  # noqa: F401 (importing a module adds its views)
    page,  # noqa: F401 (importing a module adds its views)
    reports,  # noqa: F401
)
