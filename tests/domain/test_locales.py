from seminar_service.domain.locales import Locale


def test_japanese_comes_first() -> None:
    assert [locale.value for locale in Locale] == ["ja", "en"]
