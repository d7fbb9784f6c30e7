"""Validators, and 304 for who has an answer already."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from seminar_service.web.kept.views import keep

Arguments = ParamSpec("Arguments")
OK = 200
ETAG_DIGITS = 32


def for_everybody(
    *arguments: str,
) -> Callable[[Callable[Arguments, ResponseReturnValue]], Callable[Arguments, Response]]:
    """A view whose answer depends on nothing but its address, the minute and the stored state.

    Caches may keep it, but ask each time whether it is still right: places left change by the
    minute. There is no Last-Modified, because what a page says also changes with the time of
    day, when a seminar begins. We keep it, too (`kept/pages.py`).

    Args:
        arguments: What the view reads behind the question mark. It gets nothing else.
    """

    def decorate(
        view: Callable[Arguments, ResponseReturnValue],
    ) -> Callable[Arguments, Response]:
        return keep(_answering(view), *arguments)

    return decorate


def _answering(
    view: Callable[Arguments, ResponseReturnValue],
) -> Callable[Arguments, Response]:
    @wraps(view)
    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if response.status_code != OK:
            return response
        response.cache_control.public = True
        response.cache_control.no_cache = True
        spare_who_has_it(response)
        return response

    return answered


def spare_who_has_it(response: Response) -> None:
    """Tag an answer by what it says, and make it a 304 where the reader knows that already.

    The tag is weak, because it stands for the compressed and the plain form alike.
    """
    digest = hashlib.sha256(response.get_data()).hexdigest()[:ETAG_DIGITS]
    response.set_etag(digest, weak=True)
    response.make_conditional(request)
