"""What a page of the organiser is called, says, and where it is led to from."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.locales import Locale

LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 20_000
HIGHEST_POSITION: Final = 999

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Placement(StrEnum):
    """Where the front page leads to a page from."""

    ASK = "ask"
    """Under "Ask an expert"."""
    LEARN = "learn"
    """Under "Learn"."""
    MATERIALS = "materials"
    """Among the materials of the seminars, which the front page leads to."""
    NOWHERE = "nowhere"
    """From nowhere; other pages may."""


class Standing(StrEnum):
    """How a version of a page, or a piece of news, stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    """It goes live at a set time."""
    LIVE = "live"
    PAST = "past"
    """It was live, until another version was."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Words:
    """Title and text in both languages; a language has both or neither."""

    title_ja: str = ""
    text_ja: str = ""
    title_en: str = ""
    text_en: str = ""

    def is_written_in(self, locale: Locale) -> bool:
        """Whether there is something in a language."""
        return bool(self.title_ja if locale is Locale.JA else self.title_en)

    def title(self, locale: str) -> Written | None:
        """The title as a reader gets it."""
        return written_for(locale, ja=self.title_ja, en=self.title_en)

    def body(self, locale: str) -> Written | None:
        """The text as a reader gets it."""
        return written_for(locale, ja=self.text_ja, en=self.text_en)


def is_name(text: str) -> bool:
    """Whether a page can be called so in addresses: small letters, digits and single hyphens."""
    return len(text) <= LONGEST_NAME and bool(_NAME.fullmatch(text))
