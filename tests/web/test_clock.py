"""The clock of requests."""

from datetime import UTC, date, datetime

from flask import Flask

from seminar_service.web.clock import now, today


def at(instant: datetime) -> Flask:
    app = Flask(__name__)
    app.config["CLOCK"] = lambda: instant
    return app


def test_the_day_is_that_of_japan() -> None:
    with at(datetime(2026, 6, 1, 14, 59, tzinfo=UTC)).app_context():
        assert today() == date(2026, 6, 1)
    with at(datetime(2026, 6, 1, 15, 0, tzinfo=UTC)).app_context():
        assert today() == date(2026, 6, 2)


def test_without_a_clock_of_its_own_an_application_asks_the_machine_s() -> None:
    with Flask(__name__).app_context():
        before = datetime.now(UTC)
        assert before <= now() <= datetime.now(UTC)
