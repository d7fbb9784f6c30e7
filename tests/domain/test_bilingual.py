"""A text in the reader's language, or in the other one."""

import pytest

from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.locales import Locale


@pytest.mark.parametrize(
    ("locale", "ja", "en", "expected"),
    [
        ("ja", "台風", "Typhoon", Written("台風", Locale.JA, is_readers=True)),
        ("en", "台風", "Typhoon", Written("Typhoon", Locale.EN, is_readers=True)),
        ("en", "台風", "", Written("台風", Locale.JA, is_readers=False)),
        ("ja", "", "Typhoon", Written("Typhoon", Locale.EN, is_readers=False)),
        ("ja", "", "", None),
    ],
)
def test_a_reader_gets_the_own_language_if_there_is_one(
    locale: str, ja: str, en: str, expected: Written | None
) -> None:
    assert written_for(locale, ja=ja, en=en) == expected
