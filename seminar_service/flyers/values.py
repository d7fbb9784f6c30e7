"""The parts of a flyer, and how one is made to fit on its page."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from seminar_service.domain.locales import Locale


class Part(StrEnum):
    """A text of a flyer. Day, times, venue and advisers are always those of the seminar."""

    TITLE = "title"
    LEAD = "lead"
    PROGRAMME = "programme"
    ACCESS = "access"
    REGISTERING = "registering"
    CONTACT = "contact"


LONGEST_TITLE: Final = 200
LONGEST_LEAD: Final = 4_000
LONGEST_PROGRAMME: Final = 2_000
LONGEST_ACCESS: Final = 1_000
LONGEST_REGISTERING: Final = 600
LONGEST_CONTACT: Final = 400
LETTERS: Final[Mapping[Part, int]] = {
    Part.TITLE: LONGEST_TITLE,
    Part.LEAD: LONGEST_LEAD,
    Part.PROGRAMME: LONGEST_PROGRAMME,
    Part.ACCESS: LONGEST_ACCESS,
    Part.REGISTERING: LONGEST_REGISTERING,
    Part.CONTACT: LONGEST_CONTACT,
}
"""Letters of each: as many as the seminar itself may have."""

Texts = Mapping[Part, str]
"""What a flyer says in one language."""


def columns() -> Iterator[tuple[Part, Locale, str]]:
    """Each part in each language with the name of its column, such as `lead_ja`."""
    for part in Part:
        for locale in Locale:
            yield part, locale, f"{part}_{locale}"


def shortened(text: str, letters: int, lines: int) -> str:
    """A text of at most so many letters and lines; an ellipsis stands for what is left out."""
    whole = text.rstrip()
    kept = "\n".join(whole.split("\n")[:lines])[:letters].rstrip()
    return kept if kept == whole else f"{kept}…"
