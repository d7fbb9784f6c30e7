"""What a request asks for, without anything that says who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

from seminar_service.web.kept.views import Kept, kept_as, with_place_for_objections

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LONGEST_QUERY: Final = 1_000
"""Letters behind the question mark beyond which nobody looks whether an answer is kept."""

_OF_ONE_READER: Final = frozenset(
    {
        "HTTP_ACCEPT_ENCODING",
        "HTTP_AUTHORIZATION",
        "HTTP_COOKIE",
        "HTTP_IF_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_RANGE",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
    }
)


@dataclass(frozen=True)
class Question:
    """An address whose answer is kept.

    Attributes:
        kept: What its view says of its answers.
        values: What the address holds: the public id of a seminar, for one.
        key: The address with its language and what the view reads of its query.
        query: What the view reads of the query, in one order.
    """

    kept: Kept
    values: Mapping[str, Any]
    key: str
    query: str

    def asked_by_nobody(self, environ: "WSGIEnvironment") -> "WSGIEnvironment":
        """The same request without anything that says who asks, or that the view does not read."""
        plain = {name: value for name, value in environ.items() if name not in _OF_ONE_READER}
        return with_place_for_objections(plain | {"QUERY_STRING": self.query})


def question_of(app: Flask, environ: "WSGIEnvironment") -> Question | None:
    """What a request asks for; None where its answer is not kept."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    path = _path(environ)
    if path is None:
        return None
    try:
        endpoint, values = app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RoutingException):
        return None
    kept = kept_as(app, endpoint)
    text = environ.get("QUERY_STRING", "")
    if kept is None or len(text) > LONGEST_QUERY:
        return None
    query = _query(text, kept.arguments)
    return Question(kept, values, f"{environ.get('SCRIPT_NAME', '')}{path}?{query}", query)


def _path(environ: "WSGIEnvironment") -> str | None:
    """The path as text; None where it is none, which the application answers."""
    try:
        return str(environ.get("PATH_INFO", "")).encode("latin-1").decode()
    except UnicodeError:
        return None


def _query(text: str, arguments: tuple[str, ...]) -> str:
    """What the view reads: the first value of each argument, in the order of the arguments."""
    if not text or not arguments:
        return ""
    given: dict[str, str] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        given.setdefault(name, value)
    return urlencode([(name, given[name]) for name in arguments if given.get(name)])
