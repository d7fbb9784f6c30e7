"""The places of a seminar, at the venue and online, and who waits for them."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.seminars.online_places import OnlinePlaces


class Places(OnlinePlaces):
    """The columns of a seminar that count its places; `Seminar` says what each counts."""

    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    kept_back: Mapped[int] = mapped_column(default=0, server_default=text("'0'"))
    kept_until: Mapped[date | None]
    gathered: Mapped[int] = mapped_column(default=0, server_default=text("'0'"))
    beyond: Mapped[int] = mapped_column(default=0, server_default=text("'0'"))

    @hybrid_property
    def places_left(self) -> int:
        """How many places nobody has taken, nobody keeps back, and gather for no party."""
        return self.capacity - self.taken - self.kept_back - self.gathered

    @hybrid_property
    def all_places_left(self) -> int:
        """How many places are left at the venue and online together."""
        return self.places_left + self.online_places_left

    def places_left_in(self, mode: AttendanceMode) -> int:
        """How many places are left at the venue, or online."""
        return self.online_places_left if mode is AttendanceMode.ONLINE else self.places_left

    def places_for_all_in(self, mode: AttendanceMode) -> int:
        """How many places people could have at the venue, or online, if nobody had one."""
        online = mode is AttendanceMode.ONLINE
        return self.online_capacity if online else self.capacity - self.kept_back

    def waiting_in(self, mode: AttendanceMode) -> int:
        """How many people wait for a place at the venue, or online."""
        return self.online_waiting if mode is AttendanceMode.ONLINE else self.waiting

    @property
    def everybody_waiting(self) -> int:
        """How many people wait, in either way."""
        return self.waiting + self.online_waiting

    @hybrid_property
    def people(self) -> int:
        """Everybody whom it concerns: with a place, beyond the places, or waiting."""
        return (self.taken + self.beyond + self.waiting) + (
            self.online_taken + self.online_beyond + self.online_waiting
        )
