"""What a seminar is called until the staff gives it a name of its own."""

from collections.abc import Sequence
from typing import Final

from seminar_service.tours.model import Topic

LONGEST: Final = 200
"""As many characters as the column of a seminar's title takes."""


def title_ja(topics: Sequence[Topic]) -> str:
    """A Japanese title out of the topics, such as 営業秘密・知財戦略セミナー.

    Topics that find no room in it are left out, the last ones first.
    """
    return _fitting("", [topic.name_ja for topic in topics], "・", "ほか", "セミナー")


def title_en(topics: Sequence[Topic]) -> str:
    """An English title out of the topics, such as "Seminar: Trade secrets, IP strategy"."""
    names = [topic.name_en for topic in topics]
    return _fitting("Seminar: ", names, ", ", " and more", "") if names else "Seminar"


def _fitting(before: str, names: Sequence[str], between: str, more: str, after: str) -> str:
    """As many of the names as fit, and a word for those that do not."""
    for count in range(len(names), 0, -1):
        rest = more if count < len(names) else ""
        title = f"{before}{between.join(names[:count])}{rest}{after}"
        if len(title) <= LONGEST:
            return title
    return f"{before}{after}".strip(": ")
