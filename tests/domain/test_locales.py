from seminar_service.domain.locales import Locale
from seminar_service.outbox.rendering import LOCALES


def test_japanese_comes_first_and_mails_know_the_same_languages_as_pages() -> None:
    assert [locale.value for locale in Locale] == ["ja", "en"]
    assert tuple(locale.value for locale in Locale) == LOCALES
