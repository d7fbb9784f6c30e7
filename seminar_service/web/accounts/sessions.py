"""Sessions of the staff on the web: a token in the browser's cookie, a row in the database.

Flask-Login finds out who is signed in from the cookie alone, so that a copied cookie would stay
good after the log-out. Here the cookie carries a token, and its row says whether it is still
worth anything; session, account and roles are read in one query.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from flask import Flask, Response, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import user_authenticated
from flask_security.utils import set_request_attr
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.accounts import sessions
from seminar_service.accounts.devices import Device, device_of
from seminar_service.accounts.model import User
from seminar_service.accounts.queries import session_with_account
from seminar_service.accounts.session_limits import SessionLimits
from seminar_service.extensions import db
from seminar_service.web.accounts.devices import know_this_device
from seminar_service.web.clock import now
from seminar_service.web.templating import settings

TOKEN = "sid"  # noqa: S105 (under which name the cookie carries the token)
REMEMBERED = "remember_token"  # the cookie that earlier releases set; nothing hangs on it any more
PASSWORD_CHANGE = "change"  # noqa: S105 (what Flask-Security calls this way of signing in)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class PresentSession:
    """The session of the request: its number, and when it was seen last."""

    id: int
    last_seen_at: datetime


def init_app(app: Flask) -> None:
    """Let sessions in the database decide who is signed in, and nothing else."""
    manager = app.login_manager  # type: ignore[attr-defined]  # Flask-Login puts it there
    manager.user_loader(_load_account)
    manager.request_loader(_load_nobody)
    user_logged_in.connect(_forget_to_remember, app)
    user_authenticated.connect(_begin_session, app)
    user_logged_out.connect(_end_sessions, app)
    app.after_request(_note_visit)
    app.after_request(_drop_remember_cookie)


def session_limits() -> SessionLimits:
    """How long sessions last here."""
    return SessionLimits(idle=timedelta(minutes=settings().session_idle_minutes))


def present_session() -> PresentSession | None:
    """The session of the request; `None` where nobody is signed in."""
    found: PresentSession | None = g.get("staff_session")
    return found


def present_device() -> Device:
    """The device that the request comes from."""
    return device_of(request.headers.get("User-Agent", ""))


def _load_account(identity: str) -> User | None:
    """The account whose session the cookie names, if both are alive."""
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    found = session_with_account(db.session(), sessions.hash_of(token))
    if found is None or not _is_alive(found.user, identity):
        return None
    if session_limits().is_over(found.created_at, found.last_seen_at, now()):
        return None
    g.staff_session = PresentSession(found.id, found.last_seen_at)
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return found.user


def _is_alive(user: User, identity: str) -> bool:
    """Whether an account is open, and still the one that has logged in.

    Its identity changes with its password: somebody who logs in with the old one at the very
    moment of the change gets a session, but one of an identity that is gone.
    """
    return user.active and user.fs_uniquifier == identity


def _load_nobody(_request: object) -> None:
    """No header and no question in an address signs anybody in."""


def _forget_to_remember(_app: Flask, **_: object) -> None:
    """No cookie outlives the session, whatever a form asks for."""
    for name in ("_remember", "_remember_seconds"):
        session.pop(name, None)


def _begin_session(
    _app: Flask, user: User, authn_via: list[str] | None = None, **_: object
) -> None:
    """Give whoever has just proven who they are a new session, unknown to all before."""
    previous = session.get(TOKEN)
    know_this_device(user.id)
    # A form opened before somebody signed in is none of theirs.
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    if authn_via == [PASSWORD_CHANGE]:
        token = sessions.go_on_with_new_password(db.session(), user, present_device(), now=now())
    else:
        token = sessions.log_in(db.session(), user, present_device(), previous=previous, now=now())
    session[TOKEN] = token


def _end_sessions(_app: Flask, user: User, **_: object) -> None:
    session.pop(TOKEN, None)
    g.pop("staff_session", None)
    if user.is_authenticated:
        sessions.log_out(db.session(), user.id, now=now())


def _note_visit(response: Response) -> Response:
    """Keep that the session is in use; whether that can be kept decides about no page."""
    here = present_session()
    if here is not None and session_limits().is_worth_noting(here.last_seen_at, now()):
        try:
            sessions.note_visit(db.session(), here.id, now=now())
        except SQLAlchemyError as error:
            log.warning("visit_not_noted", exc_info=error)
    return response


def _drop_remember_cookie(response: Response) -> Response:
    if request.path.startswith("/organiser") and REMEMBERED in request.cookies:
        response.delete_cookie(REMEMBERED)
    return response
