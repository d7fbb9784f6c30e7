"""Which page shows a form, and how it is asked to show it filled in."""

from typing import Any, Final

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule

KEEP_MARK: Final = "keep"
"""What stands behind the question mark where a form is sent to be shown and not to be taken."""


def page_of(path: str) -> tuple[str, Rule, dict[str, Any]] | None:
    """The page that shows the form of an address: that address, or the nearest one above it.

    The form that is sent to `/bids/TOKEN/confirmation` stands at `/bids/TOKEN`.
    """
    adapter = current_app.create_url_adapter(request)
    while adapter is not None and path:
        try:
            rule, values = adapter.match(path, method="GET", return_rule=True)
        except (HTTPException, RequestRedirect):
            path = path.rpartition("/")[0]
        else:
            return path, rule, dict(values)
    return None
