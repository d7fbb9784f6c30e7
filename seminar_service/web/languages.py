"""Writing a part of a page in the other language."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from flask_babel import force_locale

from seminar_service.web.locale import ENVIRON_KEY


@contextmanager
def in_language(locale: str) -> Iterator[None]:
    """Write what is rendered meanwhile in `locale` ("ja" or "en"), whatever the request's is.

    Addresses stay those of the request's language.
    """
    before = request.environ.get(ENVIRON_KEY)
    request.environ[ENVIRON_KEY] = locale
    try:
        with force_locale(locale):
            yield
    finally:
        request.environ[ENVIRON_KEY] = before or "ja"
