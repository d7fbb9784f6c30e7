"""What somebody wrote in one of the two languages, or in both."""

from dataclasses import dataclass

from seminar_service.domain.locales import Locale


@dataclass(frozen=True)
class Written:
    """A text as a reader gets it.

    Attributes:
        text: What was written.
        locale: In which language.
        is_readers: Whether that is the reader's; otherwise there is none in that language.
    """

    text: str
    locale: Locale
    is_readers: bool


def written_for(locale: str, *, ja: str, en: str) -> Written | None:
    """The text in the reader's language, else in the other one; None where nothing was written."""
    texts = {Locale.JA: ja, Locale.EN: en}
    own = Locale(locale)
    other = Locale.EN if own is Locale.JA else Locale.JA
    for each in (own, other):
        if texts[each]:
            return Written(texts[each], each, is_readers=each is own)
    return None
