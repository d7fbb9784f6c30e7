"""The parts of a flyer, and texts that are too long for it."""

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.values import LETTERS, Part, columns, shortened


def test_every_part_has_a_column_in_each_language_and_a_length() -> None:
    names = {name for _, _, name in columns()}
    assert len(names) == len(Part) * len(Locale)
    assert names <= set(Flyer.__table__.columns.keys())
    assert set(LETTERS) == set(Part)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("abcde", "abcde"),
        ("abcdef", "abcde…"),
        ("a\nb", "a\nb"),
        ("a\nb\nc", "a\nb…"),
        ("abcd  ef", "abcd…"),
        ("\n\n\n\n", ""),
        ("\n\n\nx", "…"),
        ("ab\n", "ab"),
    ],
)
def test_an_ellipsis_stands_for_what_is_left_out(text: str, short: str) -> None:
    assert shortened(text, 5, 2) == short
