"""Errors and their answers, in one place."""

from typing import Final

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from seminar_service.accounts.model import RoleName
from seminar_service.domain import errors
from seminar_service.domain.errors import Category
from seminar_service.extensions import db
from seminar_service.storage.refusals import Refusal, code_of, refusal
from seminar_service.tours.stages import TourArchived
from seminar_service.web import kept_forms
from seminar_service.web.accounts.roles import has_role, role_needed

ANSWERED = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)
FIRST_ERROR = 400
FIRST_OWN_ERROR = 500
RETRY_AFTER_SECONDS = 60
STATUS_OF: Final[dict[Category, int]] = {
    Category.NOT_FOUND: 404,
    Category.GONE: 410,
    Category.DENIED: 403,
    Category.CONFLICT: 409,
    Category.INVALID: 400,
    Category.TOO_MANY: 429,
}

RENEWABLE: Final = {
    "advisers.year",
    "hosts.answer",
    "hosts.bid",
    "hosts.new_link",
    "hosts.withdraw",
    "advisers.new_link",
    "public.registration",
    "public.renew_link",
    "public.withdraw",
}
"""Pages behind links in place of which their owners can have new ones sent."""

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


def _csrf_error(_: CSRFError) -> ResponseReturnValue:
    message = gettext(
        "The page was open for too long, so nothing has been sent. What you entered is still "
        "here: please look at it and press the button once more. Cookies must be allowed."
    )
    shown = kept_forms.page_again(message, 400)
    return shown or (render_template("errors/csrf.html", kept=kept_forms.kept_form()), 400)


def _domain_error(error: errors.DomainError) -> ResponseReturnValue:
    status = STATUS_OF[error.category]
    if isinstance(error, errors.TooManyAttempts):
        return _too_many(error)
    return _page(status, reason=_reason(error)), status


def _reason(error: errors.DomainError) -> str:
    """What is said of a rule for which no view has words; empty where the category says it all."""
    if isinstance(error, TourArchived):
        said: str = gettext(
            "The tour is archived: it is kept as an earlier year, and this is no longer arranged "
            "for it. Nothing was changed now."
        )
        return said
    return ""


def _too_many(error: errors.TooManyAttempts) -> Response:
    """The form again, with everything in it, and when it can be sent."""
    message = gettext(
        "Nothing has been sent yet, because too much came from your network in a short time. What "
        "you entered is still here. Please leave this page open, wait a few minutes, and press "
        "the button once more."
    )
    response = kept_forms.page_again(message, 429) or make_response(_page(429), 429)
    response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


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
    page = "storage" if kind in {Refusal.FULL, Refusal.READ_ONLY} else str(status)
    return _page(status, page), status, headers


def _unexpected_error(error: Exception) -> tuple[str, int]:
    log.error("unexpected_error", exc_info=error)
    return _page(500), 500


def _gone_link() -> str | None:
    """The token of a page's link that works no more, where its owner can have a new one sent."""
    arguments = request.view_args or {}
    return arguments.get("token") if request.endpoint in RENEWABLE else None


def _page(status: int, name: str = "", reason: str = "") -> str:
    """The page of a status, or a special one; a status that has none gets that of its kind."""
    usual = status if status in ANSWERED else (500 if status >= FIRST_OWN_ERROR else 400)
    needed = role_needed() if status == STATUS_OF[Category.DENIED] else None
    template = name or ("role_needed" if needed else str(usual))
    return render_template(
        f"errors/{template}.html",
        role_needed=needed,
        status=status,
        reason=reason,
        kept=kept_forms.kept_form(),
        gone_link=_gone_link(),
        for_staff=_is_for_staff(status),
    )


def _is_for_staff(status: int) -> bool:
    """Whether the page stands in the staff's frame, which asks the database who is logged in.

    So it does where an address of theirs leads nowhere, and the database is as well as ever.
    """
    nowhere = status in {STATUS_OF[Category.NOT_FOUND], STATUS_OF[Category.GONE]}
    of_office = request.path.startswith("/organiser/") and has_role(RoleName.VIEWER)
    at_desk = request.path.startswith("/desk/") and has_role(RoleName.DESK_EXPERT)
    return nowhere and (of_office or at_desk)
