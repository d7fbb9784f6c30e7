"""The words of calendars, which are written outside of any request."""

from functools import cache

from babel.support import NullTranslations, Translations

from seminar_service import paths


@cache
def catalogue(locale: str) -> NullTranslations:
    """The message catalogue of a language; English texts are their own."""
    return Translations.load(paths.TRANSLATIONS, [locale])
