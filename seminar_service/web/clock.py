"""The clock of requests: the only place in the web layer that asks what time it is."""

from datetime import UTC, date, datetime

from flask import Flask, current_app

from seminar_service.domain.japan_time import day_of


def now() -> datetime:
    """The present instant in UTC; tests put a function of their own into `CLOCK`."""
    return now_of(current_app)


def now_of(app: Flask) -> datetime:
    """The present instant of an application, for what lies around its requests."""
    clock = app.config.get("CLOCK")
    instant: datetime = clock() if clock else datetime.now(UTC)
    return instant


def today() -> date:
    """The present day in Japan."""
    return day_of(now())
