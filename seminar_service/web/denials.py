"""Each denial is logged: what was refused, by which rule, and to which account."""

import structlog
from flask import Flask, Response, request
from flask_security import current_user

DENIALS = frozenset({400, 403, 410, 413, 429})
"""Forged or broken, not allowed, revoked, too large, too often."""
STAFF_BLUEPRINTS = frozenset({"organisers", "desk", "account", "security"})

log = structlog.get_logger(__name__)


def init_app(app: Flask) -> None:
    """Log refusals, without who asked from where: an account's number is all that is told."""

    @app.after_request
    def _log_refusal(response: Response) -> Response:
        if response.status_code in DENIALS:
            log.warning(
                "refused",
                status=response.status_code,
                method=request.method,
                page=request.endpoint,
                account=_account(),
            )
        return response


def _account() -> int | None:
    """Who is signed in; elsewhere than on pages of the staff that is nobody's business."""
    is_for_staff = request.blueprint in STAFF_BLUEPRINTS
    account: int | None = getattr(current_user, "id", None) if is_for_staff else None
    return account
