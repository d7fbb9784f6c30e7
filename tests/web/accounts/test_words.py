"""What Flask-Security says, in words of our own."""

import re

import pytest
from flask import current_app
from flask_babel import gettext

from seminar_service.web.accounts.words import LABELS, MESSAGES, word_options
from tests.web.conftest import Page

TEXTS = sorted({text for text, _ in MESSAGES.values()} | set(LABELS))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_has_japanese_with_the_same_gaps(page: Page, text: str) -> None:
    with page(locale="ja"):
        said = str(gettext(text, **dict.fromkeys(PLACEHOLDER.findall(text), "{}")))
    assert said != text
    assert said.count("{}") == len(PLACEHOLDER.findall(text))


def test_no_message_is_for_a_library_that_has_no_such_one(page: Page) -> None:
    with page():
        known = set(current_app.config)
    assert {name for name in word_options() if name.startswith("SECURITY_MSG_")} <= known


def test_a_message_is_told_in_one_of_the_ways_that_pages_know() -> None:
    assert {kind for _, kind in MESSAGES.values()} == {"error", "info", "success"}
