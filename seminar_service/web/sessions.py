"""Sessions in cookies, kept off answers that are for everybody."""

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class CookielessResponse(Response):
    """An answer that never carries a session's cookie: calendar programs have no use for one."""


class SessionInterface(SecureCookieSessionInterface):
    """Flask's own sessions, but an answer that caches may share never carries one's cookie."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it is needed and the answer is for one reader only."""
        cookieless = isinstance(response, CookielessResponse) or response.cache_control.public
        if not cookieless:
            super().save_session(app, session, response)
