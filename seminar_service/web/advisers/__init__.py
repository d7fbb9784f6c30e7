"""Pages that advisers reach by their secret links."""

from flask import Blueprint

bp = Blueprint("advisers", __name__)

from seminar_service.web.advisers import views  # noqa: E402, F401 (the views need the blueprint)
