"""Addresses that calendars subscribe to, and the page that says how."""

from flask import Blueprint

bp = Blueprint("subscribers", __name__)

from seminar_service.web.subscribers import (  # noqa: E402 (the views need the blueprint)
    guide,  # noqa: F401 (importing a module adds its views)
    views,  # noqa: F401
)
