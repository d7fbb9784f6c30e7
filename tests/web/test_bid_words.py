"""What the values of a bid are called on pages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Audience, BidSource, Choice, HostKind
from seminar_service.web import bid_words
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (HostKind, bid_words.HOST_KINDS),
        (Audience, bid_words.AUDIENCES),
        (Choice, bid_words.CHOICES),
        (BidSource, bid_words.SOURCES),
        (BidState, bid_words.STATES),
    ],
)
def test_every_value_has_words_that_tell_it_from_the_others_in_both_languages(
    page: Page, kind: type[StrEnum], words: Mapping[StrEnum, Any]
) -> None:
    assert set(words) == set(kind) - {BidState.DRAFT}  # no page shows one
    for locale in ("ja", "en"):
        with page(locale=locale):
            assert len({str(each) for each in words.values()}) == len(words)
