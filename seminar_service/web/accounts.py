"""How staff sign in: Flask-Security's options, and who may see what."""

import hashlib
import hmac
from typing import Any

from seminar_service.config import Settings


def security_options(settings: Settings) -> dict[str, Any]:
    """Flask-Security's configuration: argon2 passwords, no self-registration."""
    return {
        "SECURITY_PASSWORD_SALT": _derived(settings.secret_key, "password-salt"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_URL_PREFIX": "/organiser",
        "SECURITY_REGISTERABLE": False,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_POST_LOGIN_VIEW": "/organiser/",
        "SECURITY_POST_LOGOUT_VIEW": "/",
    }


def _derived(secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
