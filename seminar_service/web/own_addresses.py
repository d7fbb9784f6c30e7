"""Addresses that stay on this site, whatever a request says.

A browser takes a path that begins with two slashes for a host, a backslash for a slash, and
leaves out tabs and line ends before it looks. So no path goes out as it came in, and no
redirect goes out with a scheme or a host.
"""

import re
from urllib.parse import quote

from flask import Flask, Response, redirect, request
from werkzeug.routing import RequestRedirect

# Letters of a path that mean themselves (RFC 3986: pchar and the slash); quote() adds the rest.
_PLAIN = "/!$&'()*+,;=:@"
_IGNORED = re.compile(r"[\x00-\x1f\x7f]")
_HOST_FIRST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2,}[^/\\?#]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SLASHES_FIRST = re.compile(r"[/\\]+")
REDIRECTS = range(300, 400)


def init_app(app: Flask) -> None:
    """Make every redirect one to a path."""

    @app.before_request
    def _redirect_to_paths() -> None:
        # A missing slash, for one: Werkzeug builds the address from the Host header.
        failure = request.routing_exception
        if isinstance(failure, RequestRedirect):
            failure.new_url = on_this_site(failure.new_url)

    @app.after_request
    def _stay_here(response: Response) -> Response:
        location = response.location
        if location is None or response.status_code not in REDIRECTS:
            return response
        target = on_this_site(location)
        if target != location:
            response.location = target
            response.set_data(redirect(target).get_data())  # it shows the address as a link
        return response


def on_this_site(location: str) -> str:
    """The part of an address that can only mean this site: path, query and fragment.

    What has a scheme but no path worth going to (`javascript:…`, `https:evil`) becomes `/`.
    """
    text = _IGNORED.sub("", location).strip()
    rest = _HOST_FIRST.sub("", text, count=1) if _HOST_FIRST.match(text) else text
    if rest == text and _SCHEME.match(text):
        return "/"
    if rest != text and not rest.startswith(("/", "\\")):
        rest = "/" + rest
    return _SLASHES_FIRST.sub("/", rest, count=1) if rest[:1] in {"/", "\\"} else rest


def path_here(path: str = "") -> str:
    """The path of the page that is asked for, within its language, fit to stand in a link.

    Or that of another page, where a `path` is given.
    """
    return "/" + quote((path or request.path).lstrip("/"), safe=_PLAIN)


def own_address(path: str = "") -> str:
    """The path of the page that is asked for, or of another, with the language."""
    return quote(request.script_root, safe=_PLAIN) + path_here(path)


def query_here() -> str:
    """The question of the request with its question mark, or nothing."""
    text = request.query_string.decode("latin-1")
    return "?" + quote(text, safe=_PLAIN + "?%", encoding="latin-1") if text else ""
