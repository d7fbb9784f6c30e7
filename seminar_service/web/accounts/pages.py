"""Pages of one's own account: second factors, and passwords chosen behind a link."""

from flask import Blueprint

bp = Blueprint("account", __name__)

from seminar_service.web.accounts import (  # noqa: E402 (the views need the blueprint)
    passwords,  # noqa: F401 (importing a module adds its views)
    views,  # noqa: F401
)
