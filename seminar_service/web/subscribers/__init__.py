"""Addresses that calendars subscribe to."""

from flask import Blueprint

bp = Blueprint("subscribers", __name__)

from seminar_service.web.subscribers import views  # noqa: E402, F401 (the views need the blueprint)
