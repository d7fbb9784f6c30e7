"""What an adviser says of the days of a fiscal year."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from seminar_service.availability.queries import OwnDays, own_days
from seminar_service.tours.calendar_days import DayRange
from seminar_service.web.advisers.days_form import days_form, open_days
from tests.factories import make_adviser, make_tour

TODAY = date(2026, 6, 1)


@pytest.fixture
def own(session: Session) -> OwnDays:
    tour = make_tour(session)
    adviser = make_adviser(session, tour, unavailable=[date(2026, 5, 1), date(2026, 8, 3)])
    return own_days(session, tour.id, adviser.id, today=TODAY)


def test_it_shows_what_is_ahead(app: Flask, own: OwnDays) -> None:
    with app.test_request_context():
        form = days_form(own, TODAY)
        assert (form.days.data, form.max_nights.data) == (["2026-08-03"], 3)
        assert form.version.data == 1


@pytest.mark.parametrize(
    ("means", "left"), [("taken", {date(2026, 8, 3), date(2026, 8, 4)}), ("free", set())]
)
def test_a_range_counts_with_the_days_that_are_tapped(
    app: Flask, own: OwnDays, means: str, left: set[date]
) -> None:
    typed = MultiDict(
        [
            ("days", "2026-08-03"),
            ("begins", "2026-08-03"),
            ("ends", "2026-08-04"),
            ("means", means),
            ("max_nights", "3"),
            ("version", "1"),
        ]
    )
    with app.test_request_context(method="POST"):
        form = days_form(own, TODAY, formdata=typed, meta={"csrf": False})
        assert form.validate(), form.errors
        assert form.unavailable == left


def test_days_are_told_as_ranges(app: Flask, own: OwnDays) -> None:
    with app.test_request_context(environ_base={"seminar.locale": "en"}):
        form = days_form(own, TODAY)
        form.days.data = ["2026-08-03", "2026-08-04", "2026-08-05"]
        assert "2026-08-04" not in form.spelled(form.days)
        assert "5" in form.spelled(form.days)


def test_a_year_that_has_not_begun_is_open_as_a_whole(own: OwnDays) -> None:
    year = DayRange(date(2026, 4, 1), date(2027, 3, 31))
    assert open_days(own, date(2026, 3, 1)) == year
    assert open_days(own, TODAY) == DayRange(TODAY, year.last)
