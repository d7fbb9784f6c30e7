"""Addresses of static files that change with their content."""

import hashlib
from functools import cache

from flask import request

from seminar_service import paths
from seminar_service.web.locale import ENGLISH_PREFIX

STATIC_URL = "/static"


@cache
def _version(name: str) -> str:
    return hashlib.sha256((paths.STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file, the same in both languages.

    Raises:
        FileNotFoundError: there is no such file; a template names it wrongly.
    """
    root = request.script_root.removesuffix(ENGLISH_PREFIX)
    return f"{root}{STATIC_URL}/{name}?v={_version(name)}"
