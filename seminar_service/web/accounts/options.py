"""Flask-Security's options."""

from typing import Any

from seminar_service.accounts.password_rules import NORMAL_FORM, SHORTEST_PASSWORD
from seminar_service.accounts.session_limits import LONGEST_SESSION
from seminar_service.config import Settings
from seminar_service.web.accounts.keys import derived


def security_options(settings: Settings) -> dict[str, Any]:
    """Flask-Security's configuration: argon2 passwords, no self-registration."""
    return {
        "PERMANENT_SESSION_LIFETIME": LONGEST_SESSION,
        "SECURITY_PASSWORD_SALT": derived(settings.secret_key, "password-salt"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_PASSWORD_NORMALIZE_FORM": NORMAL_FORM,
        "SECURITY_PASSWORD_CHECK_BREACHED": None,  # it would ask a service outside
        "SECURITY_API_ENABLED_METHODS": ["session"],
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
        "SECURITY_CACHE_CONTROL": None,  # it writes "private=True"; web/secrecy.py says it well
    }
