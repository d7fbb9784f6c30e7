"""Logging in: the form, and how often it may be tried."""

from datetime import timedelta
from threading import BoundedSemaphore

from flask import Flask, request, url_for
from flask_security import LoginForm

from seminar_service.web.rate_limits import limit_by_address

LOGINS_PER_WINDOW = 10
LOGIN_WINDOW = timedelta(minutes=15)

# One verification takes 64 MiB and a good part of a second: two at a time are enough for an
# office, and nobody can fill the machine's memory by guessing passwords.
_verifications = BoundedSemaphore(2)


class StaffLoginForm(LoginForm):
    """Flask-Security's form, with a limit on how many passwords are verified at once.

    It does not offer to be remembered: a session ends with its limits or its log-out.
    """

    remember = None

    def validate(self, **kwargs: object) -> bool:
        """Check address and password."""
        with _verifications:
            valid: bool = super().validate(**kwargs)
        if valid and not self.next.data:
            # The library would name this very page, with the host that the browser gave.
            self.next.data = request.args.get("next") or url_for("organisers.home")
        return valid


def init_app(app: Flask) -> None:
    """Count the attempts to sign in from each address."""

    @app.before_request
    def _limit_logins() -> None:
        if request.endpoint == "security.login" and request.method == "POST":
            limit_by_address("login", limit=LOGINS_PER_WINDOW, window=LOGIN_WINDOW)
