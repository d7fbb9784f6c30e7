"""Whether the system has letters for Japanese."""

from seminar_service.printing.fonts import has_japanese_font


def test_a_font_is_found_by_its_language_and_none_where_there_is_none() -> None:
    assert has_japanese_font()
    assert not has_japanese_font(b":lang=xx-none")
