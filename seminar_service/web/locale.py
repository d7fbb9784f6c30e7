"""Languages by address: Japanese without prefix, English under `/en`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import has_request_context, request
from flask_babel import force_locale

from seminar_service.web.form_pages import KEEP_MARK, page_of
from seminar_service.web.own_addresses import path_here, query_here

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ENGLISH_PREFIX = "/en"
ENVIRON_KEY = "seminar.locale"


class LocalePrefix:
    """WSGI middleware that takes `/en` off an address and notes the language.

    The prefix becomes part of SCRIPT_NAME, so every address that the application builds
    while it answers carries it too, and each route is written once.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        environ[ENVIRON_KEY] = "ja"
        if path == ENGLISH_PREFIX or path.startswith(ENGLISH_PREFIX + "/"):
            environ[ENVIRON_KEY] = "en"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + ENGLISH_PREFIX
            environ["PATH_INFO"] = path[len(ENGLISH_PREFIX) :] or "/"
        return self.application(environ, start_response)


def current_locale() -> str:
    """The language of the request: "ja" or "en"; of a command, which has none, "ja"."""
    if not has_request_context():
        return "ja"
    locale: str = request.environ.get(ENVIRON_KEY, "ja")
    return locale


@contextmanager
def reading_in(locale: str) -> Iterator[None]:
    """Say everything within the block in a language, whatever the reader's; for papers."""
    before = current_locale()
    request.environ[ENVIRON_KEY] = str(locale)
    try:
        with force_locale(str(locale)):
            yield
    finally:
        request.environ[ENVIRON_KEY] = before


def other_locale_url(*, keep: bool = False) -> str:
    """The address of the same page in the other language, without host.

    With `keep`, the address to which the page's form is sent to be shown there, filled in.
    """
    root = request.script_root.removesuffix(ENGLISH_PREFIX)
    prefix = "" if current_locale() == "en" else ENGLISH_PREFIX
    query = query_here()
    if keep:
        query = f"{query}{'&' if query else '?'}{KEEP_MARK}"
    return f"{root}{prefix}{_page()}{query}"


def _page() -> str:
    """The path of the page that is shown: after a form was sent, that of the form's page."""
    found = None if request.method in {"GET", "HEAD"} else page_of(request.path)
    return path_here(found[0]) if found else path_here()
