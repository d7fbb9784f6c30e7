"""Second factors bound to the application."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import current_app, url_for
from werkzeug.routing import BuildError

from seminar_service.web.accounts.factors import (
    FREE,
    LOGGING_IN,
    UNUSED,
    WRITING,
    factor_options,
)
from seminar_service.web.accounts.second_step_limits import GUESSED
from tests.conftest import make_settings
from tests.web.conftest import Page


@pytest.mark.parametrize("views", [FREE, LOGGING_IN, WRITING, GUESSED])
def test_every_view_that_is_treated_in_its_own_way_is_there(
    page: Page, views: frozenset[str]
) -> None:
    with page():
        assert views <= set(current_app.view_functions)


def test_what_nobody_uses_has_no_address_and_links_to_it_are_empty(page: Page) -> None:
    with page():
        assert not UNUSED & set(current_app.view_functions)
        assert {url_for(each) for each in UNUSED} == {""}


def test_any_other_address_that_is_not_there_is_still_a_mistake(page: Page) -> None:
    with page(), pytest.raises(BuildError):
        url_for("security.no_such_view")


def test_an_app_shows_the_organiser_by_a_name_that_it_can_take_apart(tmp_path: Path) -> None:
    settings = replace(make_settings(tmp_path, "sqlite://"), organiser_name_ja="事務局: 東京")
    assert factor_options(settings)["SECURITY_TOTP_ISSUER"] == "事務局  東京"
