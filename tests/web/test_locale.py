"""Languages by address."""

import pytest
from flask import request
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from seminar_service.web.locale import ENVIRON_KEY, LocalePrefix, current_locale, other_locale_url
from tests.web.conftest import Page


@Request.application
def echo(request: Request) -> Response:
    return Response(f"{request.environ[ENVIRON_KEY]} {request.script_root}|{request.path}")


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("/", "ja |/"),
        ("/calendar", "ja |/calendar"),
        ("/en", "en /en|/"),
        ("/en/", "en /en|/"),
        ("/en/calendar", "en /en|/calendar"),
        ("/entrance", "ja |/entrance"),
        ("/calendar/en", "ja |/calendar/en"),
        ("/en/en/calendar", "en /en|/en/calendar"),
    ],
)
def test_the_first_part_of_an_address_says_the_language_and_belongs_to_the_root(
    address: str, seen: str
) -> None:
    assert Client(LocalePrefix(echo)).get(address).text == seen


def test_a_request_that_says_nothing_is_japanese(page: Page) -> None:
    with page():
        del request.environ[ENVIRON_KEY]
        assert current_locale() == "ja"


def test_the_way_to_the_other_language_leads_to_the_same_page_and_question(page: Page) -> None:
    with page("/seminars?place=13", locale="ja"):
        assert other_locale_url() == "/en/seminars?place=13"
    with page("/seminars?place=13", locale="en", environ_overrides={"SCRIPT_NAME": "/en"}):
        assert other_locale_url() == "/seminars?place=13"


def test_a_form_that_is_to_be_kept_is_sent_with_a_mark(page: Page) -> None:
    with page("/bids/new", locale="ja"):
        assert other_locale_url(keep=True) == "/en/bids/new?keep"
    with page("/seminars?place=13", locale="ja"):
        assert other_locale_url(keep=True) == "/en/seminars?place=13&keep"


def test_where_a_form_was_sent_to_an_address_below_its_page_the_page_is_meant(page: Page) -> None:
    with page("/bids/token/confirmation", locale="ja", method="POST"):
        assert other_locale_url() == "/en/bids/token"


def test_a_command_answers_nobody_and_takes_the_first_language() -> None:
    assert current_locale() == "ja"
