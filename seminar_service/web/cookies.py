"""How cookies are named and guarded."""

from typing import Any

from seminar_service.config import Settings

SESSION = "seminar_session"
REMEMBERED = "seminar_remembered"
# Browsers take a cookie of such a name only over https, from this very host and for all its
# paths: no neighbour below the same domain can set one.
HOST_PREFIX = "__Host-"


def options(settings: Settings) -> dict[str, Any]:
    """Flask's and Flask-Login's configuration."""
    secure = settings.secure_cookies
    kept = {"PATH": "/", "DOMAIN": None, "HTTPONLY": True, "SECURE": secure, "SAMESITE": "Lax"}
    names = {
        "SESSION_COOKIE": cookie_name(settings, SESSION),
        "REMEMBER_COOKIE": cookie_name(settings, REMEMBERED),
    }
    return {
        f"{cookie}_{part}": value
        for cookie, name in names.items()
        for part, value in {"NAME": name, **kept}.items()
    }


def completed(cookie: str) -> str:
    """A Set-Cookie header as browsers want it: also what deletes a bound cookie is Secure."""
    bound = cookie.startswith(HOST_PREFIX)
    return cookie + "; Secure" if bound and "; secure" not in cookie.lower() else cookie


def cookie_name(settings: Settings, name: str) -> str:
    """The name of a cookie: bound to this host wherever cookies are sent over https only."""
    return HOST_PREFIX + name if settings.secure_cookies else name
