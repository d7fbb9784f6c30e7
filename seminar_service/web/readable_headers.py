"""Request headers that nobody can read are as if they had not been sent.

Libraries read dates and cookies long before a view is asked, and some of them raise errors that
nobody expects: a year of twenty digits overflows, a letter outside ASCII cannot be compared in
constant time. RFC 9110 asks to ignore a date that is none, so they are left out at the door.
"""

from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_DATES: Final = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_DATE")
# A date or an entity tag in quotes.
_DATE_OR_TAG: Final = "HTTP_IF_RANGE"
_LONGEST_DATE: Final = 64
_MOST_RANGE: Final = 64


class ReadableHeaders:
    """WSGI middleware that takes away dates, ranges and cookies that cannot be read."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        for name in _DATES:
            if name in environ and not is_date(environ[name]):
                del environ[name]
        tag_or_date = environ.get(_DATE_OR_TAG, '"')
        if '"' not in tag_or_date and not is_date(tag_or_date):
            del environ[_DATE_OR_TAG]
        if len(environ.get("HTTP_RANGE", "")) > _MOST_RANGE:
            del environ["HTTP_RANGE"]
        if "HTTP_COOKIE" in environ:
            environ["HTTP_COOKIE"] = _readable_cookies(environ["HTTP_COOKIE"])
        return self.application(environ, start_response)


def is_date(text: str) -> bool:
    """Whether a header's text is a date that every library of ours can read and compare."""
    if len(text) > _LONGEST_DATE:
        return False
    try:
        parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return False
    return True


def _readable_cookies(header: str) -> str:
    """The cookies that are printable ASCII, as all of ours are."""
    return ";".join(
        cookie for cookie in header.split(";") if cookie.isascii() and cookie.isprintable()
    )
