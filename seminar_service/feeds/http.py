"""How a feed is answered over HTTP: validators, compression and errors, without a web framework."""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Final

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_ETAG_DIGITS: Final = 32
_PUBLIC_CACHE: Final = "public, max-age=300"
_PRIVATE_CACHE: Final = "private, no-cache"


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What an answer depends on; each header as it came, `None` where it is missing.

    `Accept` is not among them: Google sends none, and nobody gets 406.
    """

    method: str = "GET"
    if_none_match: str | None = None
    if_modified_since: str | None = None
    accept_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """Status, headers and body as they go out."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes


def answer_feed(
    content: bytes, last_modified: datetime, request: FeedRequest, *, private: bool
) -> FeedAnswer:
    """Answer with a calendar, or with 304 when the reader has it already.

    Args:
        content: The calendar.
        last_modified: Aware; when anything in it last changed, appeared or disappeared.
        request: What was asked.
        private: Whether the address is a secret.
    """
    modified = last_modified.astimezone(UTC).replace(microsecond=0)
    headers = _validators(content, modified) | _privacy(private=private)
    if _is_known(headers["ETag"], modified, request):
        return FeedAnswer(HTTPStatus.NOT_MODIFIED, headers, b"")
    headers["Content-Type"] = CONTENT_TYPE
    body = content
    if _accepts_gzip(request.accept_encoding):
        body = gzip.compress(content, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    return FeedAnswer(HTTPStatus.OK, headers, b"" if request.method == "HEAD" else body)


def answer_unknown() -> FeedAnswer:
    """Answer 404 for an address that never was a feed; Thunderbird then keeps what it has."""
    return _error(HTTPStatus.NOT_FOUND, "There is no calendar at this address.\n")


def answer_revoked() -> FeedAnswer:
    """Answer 410 for a revoked token; clients stop asking."""
    return _error(HTTPStatus.GONE, "This calendar is no longer available.\n")


def answer_unavailable(retry_after: timedelta) -> FeedAnswer:
    """Answer 503 while the service is down; an empty 200 would wipe the reader's calendar."""
    answer = _error(HTTPStatus.SERVICE_UNAVAILABLE, "Please try again later.\n")
    answer.headers["Retry-After"] = str(int(retry_after.total_seconds()))
    return answer


def _validators(content: bytes, modified: datetime) -> dict[str, str]:
    digest = hashlib.sha256(content).hexdigest()[:_ETAG_DIGITS]
    return {
        # Weak, because it stands for the compressed and the plain form alike.
        "ETag": f'W/"{digest}"',
        "Last-Modified": format_datetime(modified, usegmt=True),
        "Vary": "Accept-Encoding",
    }


def _privacy(*, private: bool) -> dict[str, str]:
    if not private:
        return {"Cache-Control": _PUBLIC_CACHE}
    return {
        "Cache-Control": _PRIVATE_CACHE,
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }


def _is_known(etag: str, modified: datetime, request: FeedRequest) -> bool:
    """Compare as RFC 9110 13.2.2 asks: a tag, where one is sent, counts alone."""
    if request.if_none_match is not None:
        known = {tag.strip().removeprefix("W/") for tag in request.if_none_match.split(",")}
        return "*" in known or etag.removeprefix("W/") in known
    since = _http_date(request.if_modified_since)
    return since is not None and modified <= since


def _http_date(text: str | None) -> datetime | None:
    """Read a date; what cannot be read is as if it had not been sent."""
    try:
        moment = parsedate_to_datetime(text) if text else None
        return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _accepts_gzip(accept_encoding: str | None) -> bool:
    weights = dict(_weighted(part) for part in (accept_encoding or "").lower().split(","))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weighted(part: str) -> tuple[str, float]:
    coding, _, parameter = part.partition(";")
    name, _, weight = parameter.strip().partition("=")
    try:
        return coding.strip(), float(weight) if name.strip() == "q" else 1.0
    except ValueError:
        return coding.strip(), 0.0


def _error(status: HTTPStatus, text: str) -> FeedAnswer:
    body = text.encode()
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    return FeedAnswer(status, headers, body)
