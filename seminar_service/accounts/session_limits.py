"""How long a session of the staff lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_SESSION = timedelta(hours=12)
SEEN_STEPS = 10


@dataclass(frozen=True)
class SessionLimits:
    """A session ends when nothing was heard for `idle`, and in any case after `whole`."""

    idle: timedelta
    whole: timedelta = LONGEST_SESSION

    def is_over(self, created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
        """Whether a session has reached one of its limits."""
        return now - last_seen_at >= self.idle or now - created_at >= self.whole

    def is_worth_noting(self, last_seen_at: datetime, now: datetime) -> bool:
        """Whether a session was seen last so long ago that the present visit is to be noted.

        Not every visit is: a tenth of the idle limit is exact enough, and writing costs more
        than reading.
        """
        return now - last_seen_at >= self.idle / SEEN_STEPS

    def oldest(self, now: datetime) -> tuple[datetime, datetime]:
        """When a session must have begun and been seen after, at least, to be alive."""
        return now - self.whole, now - self.idle
