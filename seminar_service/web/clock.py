"""The clock of requests: the only place in the web layer that asks what time it is."""

from datetime import UTC, date, datetime

from flask import current_app

from seminar_service.domain.japan_time import day_of


def now() -> datetime:
    """The present instant in UTC; tests put a function of their own into `CLOCK`."""
    clock = current_app.config.get("CLOCK")
    instant: datetime = clock() if clock else datetime.now(UTC)
    return instant


def today() -> date:
    """The present day in Japan."""
    return day_of(now())
