"""Sessions in cookies, kept off answers that are for everybody."""

from typing import Any

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface


class SessionInterface(SecureCookieSessionInterface):
    """Flask's own sessions, but an answer that caches may share never carries one's cookie."""

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Send the cookie if it is needed and the answer is for one reader only."""
        if not response.cache_control.public:
            super().save_session(app, session, response)
