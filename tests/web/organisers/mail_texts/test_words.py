"""What emails and placeholders are called."""

import pytest
from flask import Flask

from seminar_service.outbox.letters import LETTER_KINDS
from seminar_service.web.organisers.mail_texts.words import AUDIENCES, KINDS, explained


def test_every_kind_has_a_name_of_its_own(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert list(KINDS) == list(LETTER_KINDS)
        assert len({str(name) for name in KINDS.values()}) == len(KINDS)


def test_every_kind_is_listed_once_by_who_gets_it() -> None:
    assert [kind for _, kinds in AUDIENCES.values() for kind in kinds] == list(LETTER_KINDS)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_what_must_stay_is_explained_first(kind: str) -> None:
    needs = [each.is_needed for each in explained(kind)]

    assert needs == sorted(needs, reverse=True)
    assert needs[0]
