"""The places of a seminar that people attend online, counted apart from those at the venue."""

from typing import Final

from sqlalchemy import CheckConstraint, String, Text, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.vocabulary import AttendanceMode

ONLINE_CHECKS: Final = (
    CheckConstraint("online_capacity >= 0", name="online_capacity_counted"),
    CheckConstraint(
        "online_taken >= 0 AND online_taken <= online_capacity", name="online_taken_within_capacity"
    ),
    CheckConstraint("online_beyond >= 0", name="online_beyond_counted"),
    CheckConstraint(
        "online_gathered >= 0 AND online_taken + online_gathered <= online_capacity",
        name="online_gathered_within_capacity",
    ),
)

LONGEST_URL: Final = 1000
_NOBODY, _EMPTY = text("'0'"), text("''")


class OnlinePlaces:
    """The columns of a seminar that count its online places.

    Nobody attends online where there are none. Each stands beside the one of the same name for the
    venue. Nothing is kept back online.

    `online_url` is where people attend, with what they need beside it (`online_words`: a number, a
    passcode); both empty until the office enters them. They are for those alone who have a place
    online for good (`registrations.attending`), and stand on no public page.
    """

    online_capacity: Mapped[int] = mapped_column(default=0, server_default=_NOBODY)
    online_taken: Mapped[int] = mapped_column(default=0, server_default=_NOBODY)
    online_waiting: Mapped[int] = mapped_column(default=0, server_default=_NOBODY)
    online_beyond: Mapped[int] = mapped_column(default=0, server_default=_NOBODY)
    online_gathered: Mapped[int] = mapped_column(default=0, server_default=_NOBODY)
    online_url: Mapped[str] = mapped_column(String(LONGEST_URL), default="", server_default=_EMPTY)
    online_words: Mapped[str] = mapped_column(Text, default="", server_default=_EMPTY)

    @hybrid_property
    def online_places_left(self) -> int:
        """How many online places nobody has taken, and gather for no party."""
        return self.online_capacity - self.online_taken - self.online_gathered

    @property
    def is_hybrid(self) -> bool:
        """Whether people may attend at the venue and online."""
        return self.online_capacity > 0

    @property
    def modes(self) -> tuple[AttendanceMode, ...]:
        """How people may attend."""
        return tuple(AttendanceMode) if self.is_hybrid else (AttendanceMode.ON_SITE,)

    @property
    def people_online(self) -> int:
        """How many people have a place online, be it beyond the last, or wait for one."""
        return self.online_taken + self.online_waiting + self.online_beyond
