"""Pages that everybody sees."""

from flask import Blueprint

bp = Blueprint("public", __name__)

from seminar_service.web.public import views  # noqa: E402, F401 (the views need the blueprint)
