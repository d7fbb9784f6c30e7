"""How staff sign in: Flask-Security's options, the form, and who may see what."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from threading import BoundedSemaphore
from typing import Any, ParamSpec

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import LoginForm, current_user

from seminar_service.config import Settings
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.models.accounts import RoleName
from seminar_service.web.rate_limits import limit_by_address

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, ResponseReturnValue]

RANK = {RoleName.VIEWER: 1, RoleName.CLERK: 2, RoleName.PLANNER: 3}
SESSION_HOURS = 12
SHORTEST_PASSWORD = 12
LOGINS_PER_WINDOW = 10
LOGIN_WINDOW = timedelta(minutes=15)

# One verification takes 64 MiB and a good part of a second: two at a time are enough for an
# office, and nobody can fill the machine's memory by guessing passwords.
_verifications = BoundedSemaphore(2)


class StaffLoginForm(LoginForm):
    """Flask-Security's form, with a limit on how many passwords are verified at once."""

    def validate(self, **kwargs: object) -> bool:
        """Check address and password."""
        with _verifications:
            valid: bool = super().validate(**kwargs)
            return valid


def security_options(settings: Settings) -> dict[str, Any]:
    """Flask-Security's configuration: argon2 passwords, no self-registration."""
    return {
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=SESSION_HOURS),
        "SECURITY_PASSWORD_SALT": _derived(settings.secret_key, "password-salt"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_URL_PREFIX": "/organiser",
        "SECURITY_REGISTERABLE": False,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "organisers.home",
        "SECURITY_POST_LOGOUT_VIEW": "security.login",
        "SECURITY_POST_CHANGE_VIEW": "organisers.home",
        "SECURITY_LOGIN_USER_TEMPLATE": "security/login.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "security/change_password.html",
        "SECURITY_DEFAULT_REMEMBER_ME": False,
    }


def init_app(app: Flask) -> None:
    """Count the attempts to sign in from each address; let templates ask for roles."""
    app.jinja_env.globals["has_role"] = lambda least: has_role(RoleName(least))

    @app.before_request
    def _limit_logins() -> None:
        if request.endpoint == "security.login" and request.method == "POST":
            limit_by_address("login", limit=LOGINS_PER_WINDOW, window=LOGIN_WINDOW)


def staff(least: RoleName) -> Callable[[View[Arguments]], View[Arguments]]:
    """A view for those signed in with at least this role; others sign in first, or get a 403."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _to_login()
            if not has_role(least):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def has_role(least: RoleName) -> bool:
    """Whether the signed-in account has this role or a higher one."""
    ranks = [RANK[RoleName(role.name)] for role in getattr(current_user, "roles", ())]
    return max(ranks, default=0) >= RANK[least]


def current_actor() -> Actor:
    """The signed-in account as somebody who acts."""
    return Actor(ActorKind.ORGANISER, user_id=current_user.id)


def _to_login() -> ResponseReturnValue:
    if request.method not in {"GET", "HEAD"}:
        return redirect(url_for("security.login"))
    here = request.script_root + request.full_path.rstrip("?")
    return redirect(url_for("security.login", next=here))


def _derived(secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
