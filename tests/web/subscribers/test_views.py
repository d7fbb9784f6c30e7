"""Feeds and files, by the addresses that calendars subscribe to."""

from pathlib import Path

import pytest
from flask import current_app

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.web.subscribers.views import addresses
from tests.conftest import make_settings
from tests.web.conftest import Page


def test_a_feed_leads_to_pages_in_its_reader_s_language(page: Page, tmp_path: Path) -> None:
    base = make_settings(tmp_path, "sqlite://").base_url
    for locale in Locale:
        with page("/feeds/tour.ics", locale=locale.value):
            assert addresses() == Addresses(base, locale)


def test_every_feed_behind_a_token_is_told_apart_from_the_open_ones(page: Page) -> None:
    with page():
        rules = [
            rule
            for rule in current_app.url_map.iter_rules()
            if rule.endpoint.startswith("subscribers.") and rule.rule.endswith(".ics")
        ]
    assert {rule.rule for rule in rules if "token" in rule.arguments} == {
        "/feeds/hosts/<token>.ics",
        "/feeds/advisers/<token>.ics",
        "/feeds/registrations/<token>.ics",
    }
    assert len(rules) == 7


@pytest.mark.parametrize("address", ["/feeds/tour.ics", "/feeds/years/2026.ics"])
def test_a_feed_is_only_read(page: Page, address: str) -> None:
    with page():
        adapter = current_app.url_map.bind("127.0.0.1")
        assert set(adapter.allowed_methods(address)) == {"GET", "HEAD", "OPTIONS"}
