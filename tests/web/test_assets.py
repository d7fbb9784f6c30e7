"""Addresses of static files that change with their content."""

import hashlib

import pytest

from seminar_service import paths
from seminar_service.web.assets import asset
from tests.web.conftest import Page

FILE = "css/base.css"


def test_an_address_carries_what_changes_with_the_content(page: Page) -> None:
    version = hashlib.sha256((paths.STATIC / FILE).read_bytes()).hexdigest()[:12]
    with page():
        assert asset(FILE) == f"/static/{FILE}?v={version}"


def test_both_languages_have_the_same_file(page: Page) -> None:
    with page():
        japanese = asset(FILE)
    with page(environ_overrides={"SCRIPT_NAME": "/en"}):
        assert asset(FILE) == japanese
    with page(environ_overrides={"SCRIPT_NAME": "/tour/en"}):
        assert asset(FILE) == f"/tour{japanese}"


def test_a_name_that_is_wrong_is_noticed(page: Page) -> None:
    with page(), pytest.raises(FileNotFoundError):
        asset("css/no-such.css")
