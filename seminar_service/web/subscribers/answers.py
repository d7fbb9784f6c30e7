"""Answers to calendar programs, which read neither pages nor cookies."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Final, ParamSpec

import structlog
from flask import request
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.calendars.errors import FeedError
from seminar_service.domain.errors import Category, DomainError
from seminar_service.feeds.parts import Feed
from seminar_service.web.caching import spare_who_has_it
from seminar_service.web.kept.views import keep
from seminar_service.web.secrecy import SECRET_HEADERS, secret
from seminar_service.web.sessions import CookielessResponse

Arguments = ParamSpec("Arguments")

CALENDAR: Final = "text/calendar; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
PUBLIC_CACHE: Final = "public, max-age=300"
PRIVATE_CACHE: Final = "private, no-cache"
RETRY_AFTER: Final = timedelta(minutes=10)
REFUSALS: Final = {
    # Thunderbird keeps what it has.
    Category.NOT_FOUND: (HTTPStatus.NOT_FOUND, "There is no calendar at this address.\n"),
    # Clients stop asking.
    Category.GONE: (HTTPStatus.GONE, "This calendar is no longer available.\n"),
}

log = structlog.get_logger(__name__)


def calendar(
    *, private: bool
) -> Callable[[Callable[Arguments, Feed]], Callable[Arguments, CookielessResponse]]:
    """A view that gives a feed and whose errors calendar programs take without losing entries.

    Args:
        private: Whether the address is a secret.
    """

    def decorate(view: Callable[Arguments, Feed]) -> Callable[Arguments, CookielessResponse]:
        @wraps(view)
        def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> CookielessResponse:
            try:
                feed = view(*args, **kwargs)
            except DomainError as error:
                if error.category not in REFUSALS:
                    raise
                return _refusal(*REFUSALS[error.category])
            except (SQLAlchemyError, FeedError) as error:
                # Neither the address nor the message, which may quote data: both can be secret.
                log.error("feed_unavailable", feed=request.endpoint, error=type(error).__name__)  # noqa: TRY400 (the same)
                return _unavailable()
            return _answer(feed, private=private)

        return secret(answered) if private else keep(answered, is_calendar=True)

    return decorate


def _answer(feed: Feed, *, private: bool) -> CookielessResponse:
    """The calendar, or 304 where the reader has it already.

    `Accept` is not looked at: Google sends none, and nobody gets 406.
    """
    response = CookielessResponse(feed.content, content_type=CALENDAR)
    response.headers["Cache-Control"] = PRIVATE_CACHE if private else PUBLIC_CACHE
    response.vary.add("Accept-Encoding")
    response.last_modified = feed.last_modified
    spare_who_has_it(response)
    if response.status_code == HTTPStatus.OK and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(feed.content, mtime=0))
        response.content_encoding = "gzip"
    return response


def _unavailable() -> CookielessResponse:
    """While the service is down; an empty 200 would wipe the reader's calendar."""
    response = _refusal(HTTPStatus.SERVICE_UNAVAILABLE, "Please try again later.\n")
    response.retry_after = int(RETRY_AFTER.total_seconds())
    return response


def _refusal(status: HTTPStatus, text: str) -> CookielessResponse:
    headers = SECRET_HEADERS | {"Cache-Control": "no-store"}
    return CookielessResponse(text, status, headers, content_type=PLAIN)
