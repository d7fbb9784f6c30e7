"""Pages of those who ask for a seminar."""

from flask import Blueprint

bp = Blueprint("hosts", __name__)

from seminar_service.web.hosts import views  # noqa: E402, F401 (the views need the blueprint)
