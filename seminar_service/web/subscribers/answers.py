"""Answers to calendar programs, which read neither pages nor cookies."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Final, ParamSpec

import structlog
from flask import request
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.calendars.errors import FeedError
from seminar_service.domain.errors import Category, DomainError
from seminar_service.feeds.parts import Feed, UnbuiltFeed
from seminar_service.web.caching import ETAG_DIGITS, spare_who_has_it
from seminar_service.web.kept.marks import mark
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


def public_calendar(
    view: Callable[Arguments, Feed],
) -> Callable[Arguments, CookielessResponse]:
    """A view that gives a feed for everybody, which is kept (`kept/pages.py`)."""

    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> CookielessResponse:
        response = _built(view(*args, **kwargs), PUBLIC_CACHE)
        spare_who_has_it(response)
        return _compressed(response)

    return keep(_refusing(view, answered), is_calendar=True)


def private_calendar(
    view: Callable[Arguments, UnbuiltFeed],
) -> Callable[Arguments, CookielessResponse]:
    """A view that gives a feed behind a secret address.

    Nobody keeps it. Its tag is made of its revision, so that who has it is told so without its
    being built. Who brings a date alone is compared with what was built.
    """

    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> CookielessResponse:
        feed = view(*args, **kwargs)
        tag = _tag(feed.revision)
        if request.if_none_match.contains_weak(tag):
            return _tagged(CookielessResponse(status=HTTPStatus.NOT_MODIFIED), tag)
        response = _tagged(_built(feed.build(), PRIVATE_CACHE), tag)
        response.make_conditional(request)
        return _compressed(response)

    return secret(_refusing(view, answered))


def _refusing(
    view: Callable[Arguments, object], answer: Callable[Arguments, CookielessResponse]
) -> Callable[Arguments, CookielessResponse]:
    """The same answers, and errors that calendar programs take without losing entries."""

    @wraps(view)
    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> CookielessResponse:
        try:
            return answer(*args, **kwargs)
        except DomainError as error:
            if error.category not in REFUSALS:
                raise
            return _refusal(*REFUSALS[error.category])
        except (SQLAlchemyError, FeedError) as error:
            # Neither the address nor the message, which may quote data: both can be secret.
            log.error("feed_unavailable", feed=request.endpoint, error=type(error).__name__)  # noqa: TRY400 (the same)
            return _unavailable()

    return answered


def _built(feed: Feed, cache: str) -> CookielessResponse:
    """The calendar as it is sent.

    `Accept` is not looked at: Google sends none, and nobody gets 406.
    """
    response = CookielessResponse(feed.content, content_type=CALENDAR)
    response.headers["Cache-Control"] = cache
    response.vary.add("Accept-Encoding")
    response.last_modified = feed.last_modified
    return response


def _tag(revision: str) -> str:
    """What stands for the bytes: revision, address with its language, programs and settings."""
    known = f"{mark()}\0{request.script_root}\0{request.path}\0{revision}"
    return sha256(known.encode()).hexdigest()[:ETAG_DIGITS]


def _tagged(response: CookielessResponse, tag: str) -> CookielessResponse:
    """The same with what caches need to know. The tag is weak: compressed bytes have it, too."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = PRIVATE_CACHE
    response.vary.add("Accept-Encoding")
    return response


def _compressed(response: CookielessResponse) -> CookielessResponse:
    if response.status_code == HTTPStatus.OK and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), mtime=0))
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
