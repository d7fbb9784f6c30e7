"""Pages that are the same for everybody: validators, and 304 for who has them already."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

Arguments = ParamSpec("Arguments")
OK = 200
ETAG_DIGITS = 32


def for_everybody(
    view: Callable[Arguments, ResponseReturnValue],
) -> Callable[Arguments, Response]:
    """A view whose answer depends on nothing but its address and the stored state.

    Caches may keep it, but ask each time whether it is still right: places left change by the
    minute. There is no Last-Modified, because what a page says also changes with the time of
    day, when a seminar begins.
    """

    @wraps(view)
    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if response.status_code != OK:
            return response
        response.cache_control.public = True
        response.cache_control.no_cache = True
        digest = hashlib.sha256(response.get_data()).hexdigest()[:ETAG_DIGITS]
        response.set_etag(digest, weak=True)
        response.make_conditional(request)
        return response

    return answered
