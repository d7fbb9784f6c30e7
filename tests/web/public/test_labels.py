"""What the closed lists of the registration form say to readers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.web.public.labels import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EmployeeBand, EMPLOYEES),
        (Industry, INDUSTRIES),
        (ParticipantKind, PARTICIPANT_KINDS),
    ],
)
def test_every_value_has_words_that_tell_it_from_the_others_in_both_languages(
    page: Page, kind: type[StrEnum], words: Mapping[StrEnum, Any]
) -> None:
    assert list(words) == list(kind), "offered in the order of the vocabulary"
    for locale in ("ja", "en"):
        with page(locale=locale):
            assert len({str(each) for each in words.values()}) == len(words)
