"""What messages to participants are called before the staff."""

from seminar_service.notices.values import PLACEHOLDERS, Placeholder
from seminar_service.web.organisers.notices.words import PLACEHOLDER_WORDS


def test_the_page_lists_every_placeholder_as_texts_may_write_it() -> None:
    listed = [
        [PLACEHOLDERS[written.strip("{}")] for written in (japanese, english)]
        for japanese, english, _ in PLACEHOLDER_WORDS
    ]
    assert listed == [[each, each] for each in Placeholder]
