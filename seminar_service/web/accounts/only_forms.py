"""Accounts are for people with browsers: Flask-Security's pages answer no JSON.

Programs get no token, and no token, header or question in an address signs anybody in; who is
signed in is found out in `sessions` alone. That no page reads JSON holds for all of them.
"""

from flask import Flask

from seminar_service.web.accounts.extension import security


def init_app(_app: Flask) -> None:
    """Let Flask-Security answer with pages only, whatever is asked for."""
    security.want_json(lambda _request: False)
