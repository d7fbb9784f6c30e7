"""Which pages are secret: a property of their blueprint or of their view.

A page is secret whose address is a permission, or that only the staff sees. Nobody stores it, no
search engine lists it, and its address goes to no other page. What no view answers for is secret,
too: such an address may be a secret one with a slip in it.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from flask import Flask, Response, current_app, request
from flask.sansio.blueprints import Blueprint

View = TypeVar("View", bound=Callable[..., object])

SECRET_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
_MARK: Final = "is_secret"
_BLUEPRINTS: Final = "secret_blueprints"


def init_app(app: Flask) -> None:
    """Say so with every answer of a secret page; what a view says itself about storing wins."""

    @app.after_request
    def _keep_secret(response: Response) -> Response:
        if request.url_rule is None or is_secret(current_app, request.url_rule.endpoint):
            for name, value in SECRET_HEADERS.items():
                response.headers.setdefault(name, value)
        return response


def keep_secret(app: Flask, *blueprints: Blueprint) -> None:
    """Let every page of some blueprints be secret, unless its view is `open_to_everybody`."""
    app.extensions.setdefault(_BLUEPRINTS, set()).update(each.name for each in blueprints)


def secret(view: View) -> View:
    """A view whose address is a permission, in a blueprint that is open otherwise."""
    setattr(view, _MARK, True)
    return view


def open_to_everybody(view: View) -> View:
    """A view that everybody may see, in a blueprint that is secret otherwise."""
    setattr(view, _MARK, False)
    return view


def is_secret(app: Flask, endpoint: str) -> bool:
    """Whether the pages of an endpoint are secret."""
    blueprint, _, _ = endpoint.rpartition(".")
    of_blueprint = blueprint in app.extensions.get(_BLUEPRINTS, ())
    return bool(getattr(app.view_functions.get(endpoint), _MARK, of_blueprint))
