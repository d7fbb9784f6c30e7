"""Addresses for those who run the service."""

from flask import Blueprint

bp = Blueprint("operation", __name__)

from seminar_service.web.operation import views  # noqa: E402, F401 (the views need the blueprint)
