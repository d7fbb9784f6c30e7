"""What planners decide about a tour, as a form takes it."""

from datetime import date
from typing import Any

import pytest

from seminar_service.tours.calendar_days import DayRange
from seminar_service.tours.services import Closed
from seminar_service.web.organisers.forms_tours import (
    LONGEST_BEFORE,
    MOST_ROWS,
    TourForm,
)
from tests.web.conftest import Page

NUMBERS = {
    "buffer_minutes": "30",
    "same_place_gap_days": "7",
    "hotel_yen": "9000",
    "first_choice_yen": "0",
    "second_choice_yen": "1000",
    "third_choice_yen": "3000",
    "decline_yen": "80000",
    "coverage_yen": "20000",
    "workload_yen": "1000",
    "change_date_yen": "50000",
    "change_confirmed_yen": "7000",
    "change_announced_yen": "8000",
    "change_registered_yen": "900",
    "change_adviser_yen": "10000",
    "offer_hours": "12",
}
SOUND = {
    "name_ja": "令和8年度",
    "name_en": "2026",
    "stage": "open",
    "first_day": "2026-09-01",
    "last_day": "2026-12-25",
    "call_opens_on": "2026-04-10",
    "call_closes_on": "2026-05-31",
    "proof_rule": "usual",
    "waiting_rule": "offer",
    "day_start": "7:00",
    "day_end": "21:00",
} | NUMBERS


def filled(page: Page, **changed: Any) -> TourForm:
    """The form after validating; its errors are looked at within a request."""
    with page(method="POST", data=SOUND | changed):
        form = TourForm(2026)
        form.validate()
        form.said = {name: [str(each) for each in said] for name, said in form.errors.items()}
        return form


def test_what_was_entered_is_what_services_take(page: Page) -> None:
    form = filled(
        page,
        **{
            "closed_periods-0-begins": "2026-12-01",
            "closed_periods-0-ends": "2026-12-03",
            "closed_periods-0-name_ja": "棚卸し",
            "closed_periods-0-name_en": "Stocktaking",
        },
    )
    assert form.said == {}
    settings = form.tour_settings()
    assert (settings.first_day, settings.hotel_yen) == (date(2026, 9, 1), 9_000)
    assert (settings.travel_budget_yen, settings.max_seminars_per_day) == (None, None)
    assert settings.closed_periods == [
        Closed("棚卸し", "Stocktaking", DayRange(date(2026, 12, 1), date(2026, 12, 3)))
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_day": "2026-08-31"}, "last_day"),
        ({"call_closes_on": "2026-04-09"}, "call_closes_on"),
        ({"day_end": "7:00"}, "day_end"),
        ({"first_day": "2026-03-31"}, "first_day"),
        ({"last_day": "2027-04-01"}, "last_day"),
        ({"hotel_yen": "-1"}, "hotel_yen"),
        ({"hotel_yen": ""}, "hotel_yen"),
        ({"stage": "secret"}, "stage"),
        ({"name_ja": "  "}, "name_ja"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_alone(
    page: Page, changed: dict[str, str], field: str
) -> None:
    assert list(filled(page, **changed).said) == [field]


@pytest.mark.parametrize(
    "row",
    [
        {"name_ja": "棚卸し", "name_en": "Stocktaking"},
        {"begins": "2026-12-01", "name_ja": "棚卸し"},
        {"begins": "2026-12-01", "name_en": "Stocktaking"},
        {"begins": "2027-04-01", "name_ja": "棚卸し", "name_en": "Stocktaking"},
    ],
)
def test_a_closed_period_has_days_of_the_year_and_a_name_in_both_languages(
    page: Page, row: dict[str, str]
) -> None:
    form = filled(page, **{f"closed_periods-0-{name}": value for name, value in row.items()})
    assert list(form.said) == ["closed_periods"]


def test_a_closed_period_of_one_day_is_the_same_however_it_was_typed(page: Page) -> None:
    names = {"closed_periods-0-name_ja": "休", "closed_periods-0-name_en": "Off"}
    one = {"closed_periods-0-begins": "2026-12-01"} | names
    short, long = (
        filled(page, **one),
        filled(page, **one, **{"closed_periods-0-ends": "2026-12-01"}),
    )
    assert short.pictured(short.closed_periods) == long.pictured(long.closed_periods)
    with page():
        assert short.spelled(short.closed_periods) == "Off: Tue 1 Dec 2026"
    with page(locale="ja"):
        assert short.spelled(short.closed_periods) == "休：2026年12月1日（火）"


def test_closed_periods_become_more_up_to_a_limit(page: Page) -> None:
    with page():
        form = TourForm(2026)
        form.add_row("hotel_yen")
        assert len(form.closed_periods) == 1
        for _ in range(MOST_ROWS + 5):
            form.add_row("closed_periods")
        assert len(form.closed_periods) == MOST_ROWS


@pytest.mark.parametrize(
    ("days", "is_taken"), [(LONGEST_BEFORE, True), (LONGEST_BEFORE + 1, False)]
)
def test_registration_closes_so_many_days_before_at_the_earliest(
    page: Page, days: int, is_taken: bool
) -> None:
    form = filled(page, registration_closes_days=str(days))
    assert ("registration_closes_days" not in form.said) is is_taken
