"""What an alert is about, and how long it lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from seminar_service.domain.errors import Category, DomainError

TIME_TO_CONFIRM: Final = timedelta(days=7)
"""How long the button in the mail may be pressed."""

LASTS: Final = timedelta(days=550)
"""How long an alert that was confirmed waits: two calls for bids come by within it."""

MOST_OPEN: Final = 20
"""How many alerts one mailbox may have open."""


class TooManyAlerts(DomainError):  # noqa: N818 (named after the rule)
    """The mailbox has as many alerts open as one may have."""

    code = "too_many_alerts"
    category = Category.CONFLICT


@dataclass(frozen=True)
class Wish:
    """What somebody waits for.

    Attributes:
        place: Code of a prefecture; empty for all of Japan, which needs a topic.
        topic_id: A topic; None for any, which needs a place.
    """

    place: str = ""
    topic_id: int | None = None

    @property
    def key(self) -> str:
        """Both in one text, the same for the same wish."""
        return f"{self.place}:{self.topic_id or ''}"


def lapses_at(asked_at: datetime, *, confirmed: bool) -> datetime:
    """When an alert is over by itself."""
    return asked_at + (LASTS if confirmed else TIME_TO_CONFIRM)
