"""Entries of public feeds are written once for the same values."""

from dataclasses import replace

import pytest

from seminar_service.calendars.errors import TentativeInPublicFeed
from seminar_service.calendars.feed import public_feed
from seminar_service.calendars.values import EntryStatus
from seminar_service.domain.locales import Locale
from seminar_service.feeds import kept
from seminar_service.feeds.kept import kept_public_feed
from tests.calendars.factories import ENTRY, INFO, awkward_entries, info


def test_a_kept_feed_is_what_would_be_written_anew() -> None:
    entries = tuple(awkward_entries())

    for wanted in (INFO, info(locale=Locale.EN), info(colour="teal")):
        assert kept_public_feed(wanted, entries) == public_feed(wanted, entries)


def test_equal_entries_are_written_once_and_others_anew() -> None:
    kept._written.cache_clear()
    first = kept_public_feed(INFO, (ENTRY,))

    assert kept_public_feed(info(), (replace(ENTRY),)) == first
    assert kept_public_feed(info(colour="teal"), (ENTRY,)) != first
    assert kept._written.cache_info().misses == 1
    assert kept_public_feed(INFO, (replace(ENTRY, title="別の題名"),)) != first
    assert kept_public_feed(info(locale=Locale.EN), (ENTRY,)) != first
    assert kept._written.cache_info().misses == 3


def test_what_is_not_announced_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(TentativeInPublicFeed):
            kept_public_feed(INFO, (replace(ENTRY, status=EntryStatus.TENTATIVE),))
