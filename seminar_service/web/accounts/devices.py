"""Devices on which accounts were logged in before, known by a cookie of their own.

The cookie opens nothing. It says that whoever guesses from here need not be counted among
strangers.
"""

import secrets
from datetime import timedelta

from flask import Response, after_this_request, request
from itsdangerous import BadData, URLSafeTimedSerializer

from seminar_service.accounts.guesses import device_name
from seminar_service.web.cookies import cookie_name
from seminar_service.web.templating import settings

COOKIE = "seminar_device"
KNOWN_FOR = timedelta(days=180)
MOST_ACCOUNTS = 8  # of one browser; those that logged in last
NONCE_BYTES = 16


def known_device(user_id: int) -> str | None:
    """The name of the device that the request comes from, if the account was logged in on it."""
    nonce = _nonces().get(user_id)
    return None if nonce is None else device_name(nonce, user_id, settings().secret_key)


def know_this_device(user_id: int) -> None:
    """Let the answer carry a cookie by which the account's device is known again."""
    nonces = _nonces()
    nonce = nonces.pop(user_id, None) or secrets.token_urlsafe(NONCE_BYTES)
    kept = [*nonces.items()][-(MOST_ACCOUNTS - 1) :]
    value = _serializer().dumps([*kept, (user_id, nonce)])

    @after_this_request
    def _send(response: Response) -> Response:
        response.set_cookie(
            _cookie_name(),
            str(value),
            max_age=KNOWN_FOR,
            secure=settings().secure_cookies,
            httponly=True,
            samesite="Lax",
        )
        return response


def _nonces() -> dict[int, str]:
    """The devices in the cookie by account; none if it was made by somebody else or is old."""
    try:
        found = _serializer().loads(
            request.cookies.get(_cookie_name(), ""), max_age=int(KNOWN_FOR.total_seconds())
        )
    except BadData:
        return {}
    return {int(user_id): str(nonce) for user_id, nonce in found}


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="known-device")


def _cookie_name() -> str:
    return cookie_name(settings(), COOKIE)
