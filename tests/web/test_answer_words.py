"""What the closed lists of the registration form say to readers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from seminar_service.domain.vocabulary import EmployeeBand, HeardOf, Industry, Need, ParticipantKind
from seminar_service.questions.values import StandardQuestion
from seminar_service.registrations.model import Registration
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    NEEDS,
    PARTICIPANT_KINDS,
    STANDARD,
    standard_facts,
)
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EmployeeBand, EMPLOYEES),
        (Industry, INDUSTRIES),
        (ParticipantKind, PARTICIPANT_KINDS),
        (HeardOf, HEARD_OF),
        (Need, NEEDS),
    ],
)
def test_every_value_has_words_that_tell_it_from_the_others_in_both_languages(
    page: Page, kind: type[StrEnum], words: Mapping[StrEnum, Any]
) -> None:
    assert list(words) == list(kind), "offered in the order of the vocabulary"
    for locale in ("ja", "en"):
        with page(locale=locale):
            assert len({str(each) for each in words.values()}) == len(words)


def test_every_standard_question_has_a_name(page: Page) -> None:
    with page(locale="ja"):
        assert next(str(name) for name in STANDARD.values()) == "フリガナ"
    assert list(STANDARD) == list(StandardQuestion)


def test_what_nobody_answered_is_not_told(page: Page) -> None:
    with page():
        row = Registration(name="花子", needs_other="")
        assert standard_facts(row) == []
        row.needs_wheelchair, row.needs_other = True, "a dog"
        assert standard_facts(row) == [("Accessibility needs", "Access by wheelchair, a dog")]
