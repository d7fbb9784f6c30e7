"""The words that people read on the pages, in one of the two languages."""

import re
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.support import NullTranslations, Translations

from seminar_service import paths
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture


class Words:
    """Translates the English texts of the code into what a page shows."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._catalogue: NullTranslations = NullTranslations()
        if locale is not Locale.EN:
            self._catalogue = Translations.load(str(paths.TRANSLATIONS), [locale.value])

    def __call__(self, text: str, **values: Any) -> str:
        """The text as a page of this language shows it."""
        said = self._catalogue.ugettext(text)
        return said % values if values else said

    def pattern(self, text: str) -> re.Pattern[str]:
        """What fits the text whatever the values in it."""
        parts = re.split(r"%\(\w+\)[sd]", self._catalogue.ugettext(text))
        return re.compile(".+".join(re.escape(part) for part in parts))

    def count(self, singular: str, plural: str, number: int) -> str:
        """A text that depends on a number, which it names `num`."""
        return self._catalogue.ungettext(singular, plural, number) % {"num": number}

    def day(self, day: date) -> str:
        """A day as tables name it, without its weekday."""
        pattern = "y年M月d日" if self.locale is Locale.JA else "d MMM y"
        return format_date(day, pattern, locale=self.locale.value)

    def prefecture(self, code: str) -> str:
        """The name of a prefecture."""
        return prefecture(code).name(self.locale)
