"""Pages of the consultation desk's experts and of its head."""

from flask import Blueprint

bp = Blueprint("desk", __name__)

from seminar_service.web.desk import (  # noqa: E402 (the views need the blueprint)
    case,  # noqa: F401 (importing a module adds its views)
    experts,  # noqa: F401
    figures,  # noqa: F401
    files,  # noqa: F401
    handovers,  # noqa: F401
    lists,  # noqa: F401
    new_case,  # noqa: F401
    subjects,  # noqa: F401
    working,  # noqa: F401
)
