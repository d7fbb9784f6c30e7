"""Time that tests let pass."""

from datetime import datetime, timedelta


class Clock:
    """A clock that tests move."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **units: float) -> None:
        """Let some time pass."""
        self.now += timedelta(**units)
