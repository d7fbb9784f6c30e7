"""Errors and their answers, in one place."""

import structlog
from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from seminar_service.domain import errors, planning
from seminar_service.extensions import db
from seminar_service.models.refusals import Refusal, code_of, refusal

ANSWERED = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)
FIRST_ERROR = 400
FIRST_OWN_ERROR = 500
RETRY_AFTER_SECONDS = 60
STATUS_OF: dict[type[errors.DomainError], int] = {
    errors.ChangedMeanwhile: 409,
    errors.LinkExpired: 410,
    errors.LinkRevoked: 410,
    errors.LinkUnknown: 404,
    errors.NotFound: 404,
    errors.TooManyAttempts: 429,
    errors.TransitionNotAllowed: 409,
    planning.NothingToPlan: 409,
    planning.PlanningUnderWay: 409,
}

STATUS_OF_REFUSAL = {
    Refusal.VALUE: 400,
    Refusal.CONFLICT: 409,
    Refusal.FULL: 503,
    Refusal.READ_ONLY: 503,
    Refusal.AWAY: 503,
    Refusal.MISTAKE: 500,
}

log = structlog.get_logger(__name__)


def init_app(app: Flask) -> None:
    """Answer every error with a page in the reader's language, never with a traceback."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(errors.DomainError, _domain_error)
    app.register_error_handler(SQLAlchemyError, _database_error)
    app.register_error_handler(Exception, _unexpected_error)


def _http_error(error: HTTPException) -> HTTPException | tuple[str, int, dict[str, str]]:
    status = error.code or 500
    if status < FIRST_ERROR:
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


def _database_error(error: SQLAlchemyError) -> tuple[str, int, dict[str, str]]:
    """Answer what the database refused; only what it was, and no word of it, reaches the log."""
    db.session.rollback()  # what is asked while the page is made must not meet a failed transaction
    kind = refusal(error)
    if kind is Refusal.MISTAKE:
        return *_unexpected_error(error), {}
    status = STATUS_OF_REFUSAL[kind]
    log.warning(
        "database_refused",
        kind=kind.name.lower(),
        code=code_of(error),
        endpoint=request.endpoint,
    )
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status >= FIRST_OWN_ERROR else {}
    return _page(status), status, headers


def _unexpected_error(error: Exception) -> tuple[str, int]:
    log.error("unexpected_error", exc_info=error)
    return _page(500), 500


def _page(status: int) -> str:
    """The page of a status; one that has none of its own gets that of its kind."""
    template = status if status in ANSWERED else (500 if status >= FIRST_OWN_ERROR else 400)
    return render_template(f"errors/{template}.html", status=status)
