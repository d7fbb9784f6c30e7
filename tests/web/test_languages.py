"""A part of a page in the other language."""

import pytest
from flask_babel import gettext

from seminar_service.web.languages import in_language
from seminar_service.web.locale import current_locale
from tests.web.conftest import Page


def test_a_part_is_written_in_another_language_and_the_rest_in_its_own(page: Page) -> None:
    with page(locale="ja"):
        before = gettext("Name")
        with in_language("en"):
            assert (gettext("Name"), current_locale()) == ("Name", "en")
        assert (gettext("Name"), current_locale()) == (before, "ja")
        assert before != "Name"


def test_a_failure_leaves_the_language_as_it_was(page: Page) -> None:
    with page(locale="ja"):
        with pytest.raises(LookupError), in_language("en"):
            _fail()
        assert current_locale() == "ja"


def _fail() -> None:
    raise LookupError
