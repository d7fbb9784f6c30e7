"""Errors and their answers, in one place."""

import structlog
from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from seminar_service.domain import errors, planning

ANSWERED = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)
STATUS_OF: dict[type[errors.DomainError], int] = {
    errors.LinkRevoked: 410,
    errors.LinkUnknown: 404,
    errors.NotFound: 404,
    errors.TooManyAttempts: 429,
    errors.TransitionNotAllowed: 409,
    planning.NothingToPlan: 409,
    planning.PlanningUnderWay: 409,
}

log = structlog.get_logger(__name__)


def init_app(app: Flask) -> None:
    """Answer every error with a page in the reader's language, never with a traceback."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(errors.DomainError, _domain_error)
    app.register_error_handler(Exception, _unexpected_error)


def _http_error(error: HTTPException) -> HTTPException | tuple[str, int, dict[str, str]]:
    status = error.code or 500
    if status not in ANSWERED:
        return error
    headers = {
        name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}
    }
    return _page(status), status, headers


def _csrf_error(_: CSRFError) -> tuple[str, int]:
    return render_template("errors/csrf.html"), 400


def _domain_error(error: errors.DomainError) -> tuple[str, int, dict[str, str]]:
    status = next((STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF), 400)
    headers = {}
    if isinstance(error, errors.TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after_seconds)
    return _page(status), status, headers


def _unexpected_error(error: Exception) -> tuple[str, int]:
    log.error("unexpected_error", exc_info=error)
    return _page(500), 500


def _page(status: int) -> str:
    return render_template(f"errors/{status}.html", status=status)
