"""Languages of counters, and texts in the reader's language."""

from seminar_service.counters.values import Tongue, as_text, in_language, tongues_of


def test_languages_are_kept_once_in_one_order() -> None:
    text = as_text((Tongue.ZH, Tongue.JA, Tongue.ZH))
    assert text == "ja zh"
    assert tongues_of(text) == (Tongue.JA, Tongue.ZH)
    assert tongues_of("") == ()


def test_english_readers_get_the_japanese_text_where_there_is_no_other() -> None:
    assert in_language("平日", "Weekdays", "en") == "Weekdays"
    assert in_language("平日", "", "en") == "平日"
    assert in_language("平日", "Weekdays", "ja") == "平日"
