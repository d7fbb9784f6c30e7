"""What letters say in a tour, and what became of their originals."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.mail_texts import queries
from seminar_service.mail_texts.model import FIRST_VERSION
from seminar_service.outbox.letters import LETTER_KINDS
from seminar_service.outbox.rendering import original
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_tour
from tests.mail_texts.support import KIND, anew, rows, write
from tests.statements import counted_queries


def test_a_tour_begins_with_all_originals(session: Session, tour: Tour) -> None:
    number = tour.id
    with counted_queries(session) as statements:
        found = queries.texts(session, number)

    assert len(statements) == 1
    assert [each.kind for each in found] == list(LETTER_KINDS)
    assert {each.version for each in found} == {FIRST_VERSION}
    assert not any(each.changed or each.outdated for each in found)
    assert found[0].letters[Locale.EN] == original(LETTER_KINDS[0], "en")
    assert queries.letter_of(session, number, KIND, "ja") is None


def test_a_text_that_was_written_anew_holds_in_its_tour_and_language(
    session: Session, tour: Tour
) -> None:
    other = make_tour(session, 2027)
    write(session, tour.id)

    text = queries.text_of(session, tour.id, KIND)

    assert (text.changed, text.outdated, text.changed_at) == ([Locale.JA], [], NOW)
    assert text.letters[Locale.JA] == anew()
    assert queries.letter_of(session, tour.id, KIND, "ja") == anew()
    assert queries.letter_of(session, tour.id, KIND, "en") is None
    assert queries.letter_of(session, other.id, KIND, "ja") is None


def test_a_text_whose_original_has_changed_says_so(session: Session, tour: Tour) -> None:
    write(session, tour.id)
    with transaction(session):
        rows(session)[0].original_ja = "another"

    assert queries.text_of(session, tour.id, KIND).outdated == [Locale.JA]


def test_there_are_no_other_kinds(session: Session, tour: Tour) -> None:
    for kind in ("links_renewed", "../frame", ""):
        with pytest.raises(NotFound):
            queries.text_of(session, tour.id, kind)
    with pytest.raises(NotFound):
        queries.row(session, tour.id, KIND)


def test_the_last_tour_with_texts_of_its_own_is_known(session: Session, tour: Tour) -> None:
    earlier, oldest = make_tour(session, 2025), make_tour(session, 2024)
    assert queries.earlier_with_texts(session, tour) is None

    write(session, oldest.id)
    write(session, earlier.id)

    found = queries.earlier_with_texts(session, tour)
    assert found is not None
    assert found.fiscal_year == 2025
