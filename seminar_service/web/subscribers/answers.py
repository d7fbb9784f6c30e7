"""Answers to calendar programs, which read neither pages nor cookies."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Final, ParamSpec

import structlog
from flask import request
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.domain.errors import Category, DomainError
from seminar_service.feeds.errors import FeedError
from seminar_service.feeds.http import (
    FeedAnswer,
    FeedRequest,
    answer_feed,
    answer_revoked,
    answer_unavailable,
    answer_unknown,
)
from seminar_service.queries.calendars.feeds import Feed
from seminar_service.web.secrecy import secret
from seminar_service.web.sessions import CookielessResponse

Arguments = ParamSpec("Arguments")

RETRY_AFTER: Final = timedelta(minutes=10)
REFUSALS: Final[dict[Category, Callable[[], FeedAnswer]]] = {
    Category.NOT_FOUND: answer_unknown,
    Category.GONE: answer_revoked,
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
                return _response(REFUSALS[error.category]())
            except (SQLAlchemyError, FeedError) as error:
                # Neither the address nor the message, which may quote data: both can be secret.
                log.error("feed_unavailable", feed=request.endpoint, error=type(error).__name__)  # noqa: TRY400 (the same)
                return _response(answer_unavailable(RETRY_AFTER))
            return _response(
                answer_feed(feed.content, feed.last_modified, _asked(), private=private)
            )

        return secret(answered) if private else answered

    return decorate


def _asked() -> FeedRequest:
    return FeedRequest(
        method=request.method,
        if_none_match=request.headers.get("If-None-Match"),
        if_modified_since=request.headers.get("If-Modified-Since"),
        accept_encoding=request.headers.get("Accept-Encoding"),
    )


def _response(answer: FeedAnswer) -> CookielessResponse:
    # As a list, the body leaves the length as it is: a HEAD tells that of the GET.
    return CookielessResponse([answer.body], answer.status, answer.headers)
