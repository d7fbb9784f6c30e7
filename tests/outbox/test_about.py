"""What a mail speaks of, as the outbox names it."""

import pytest

from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.outbox.about import About, subject_of
from tests.factories import NOW
from tests.outbox.conftest import make_message


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ("bid:7", Subject(SubjectKind.BID, 7)),
        ("bid:", None),
        ("bid:²", None),
        ("lost:7", None),
    ],
)
def test_what_a_mail_speaks_of_is_a_thing_of_the_history(
    about: str, subject: Subject | None
) -> None:
    assert About.of(make_message(1, NOW, about=about)).subject == subject


def test_where_the_history_knows_no_such_thing_it_is_about_the_outbox() -> None:
    assert subject_of(make_message(1, NOW, about="bid:7")) == Subject(SubjectKind.BID, 7)
    assert subject_of(make_message(1, NOW, about="lost:7")) == Subject(SubjectKind.OUTBOX)
