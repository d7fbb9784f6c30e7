"""Pages of the organiser's staff."""

from flask import Blueprint

bp = Blueprint("organisers", __name__)

from seminar_service.web.organisers import views  # noqa: E402, F401 (the views need the blueprint)
