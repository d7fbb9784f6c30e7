"""The row of a text: what was written in which language."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.mail_texts.model import FIRST_VERSION, MailText
from seminar_service.outbox.letters import Letter
from seminar_service.tours.model import Tour
from tests.constraints import refused, unique
from tests.factories import NOW


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a row says of itself depends on no database."""
    return sqlite_url


def row(tour: Tour, **values: str) -> MailText:
    kind = "registration_moved"
    return MailText(tour_id=tour.id, kind=kind, version=FIRST_VERSION, changed_at=NOW, **values)


def test_a_language_without_a_text_has_its_original(session: Session, tour: Tour) -> None:
    text = row(tour, subject_en="Moved", body_en="x", original_en="d")
    session.add(text)
    session.flush()

    assert text.letter("ja") is None
    assert text.letter("en") == Letter("Moved", "x")
    assert (text.made_from("ja"), text.made_from("en")) == ("", "d")
    assert text.is_changed


def test_a_tour_has_one_text_of_a_kind(session: Session, tour: Tour) -> None:
    session.add(row(tour))
    session.flush()

    with refused(session, unique("mail_text.tour_id", "mail_text.kind")):
        session.add(row(tour))
