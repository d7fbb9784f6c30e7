"""What is asked about a tour whose dates and rules are valid, but can hardly be meant."""

import pytest

from seminar_service.web.organisers.forms_tours import TourForm
from tests.web.conftest import Page
from tests.web.organisers.test_tour_settings import entered


def asked(page: Page, **changed: str) -> list[tuple[str, str]]:
    """What is asked, and at which field."""
    with page(method="POST", data=entered(**changed)):
        form = TourForm(2026)
        assert form.validate(), form.errors
        form.asks_back()
        return [(each.name, each.fields[0].name) for each in form.asked]


def test_nothing_is_asked_about_a_usual_tour(page: Page) -> None:
    assert asked(page) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"call_closes_on": "2028-02-28"}, {"long_call", "late_call"}),
        ({"call_closes_on": "2026-07-15"}, {"long_call"}),
        ({"registration_closes_days": "45"}, {"early_close"}),
        ({"last_day": "2026-05-20"}, {"short_tour"}),
        ({"day_end": "10:30"}, {"short_day"}),
        (
            {"closed_periods-0-begins": "2026-06-01", "closed_periods-0-ends": "2026-08-31"},
            {"closed"},
        ),
        ({"max_seminars_per_day": "0"}, {"no_seminars"}),
        ({"buffer_minutes": "300"}, {"buffer"}),
        ({"same_place_gap_days": "140"}, {"gap"}),
        ({"travel_budget_yen": "1000"}, {"budget"}),
        ({"hotel_yen": "0"}, {"night"}),
        ({"hotel_yen": "120000"}, {"night"}),
        ({"decline_yen": "0"}, {"free_refusal"}),
        ({"third_choice_yen": "500"}, {"third_choice"}),
        ({"second_choice_yen": "9000"}, {"third_choice"}),
    ],
)
def test_what_can_hardly_be_meant_is_asked_about(
    page: Page, changed: dict[str, str], found: set[str]
) -> None:
    assert {name for name, _ in asked(page, **changed)} == found


def test_a_limit_of_no_seminars_is_asked_about_where_it_was_entered(page: Page) -> None:
    assert asked(page, max_seminars_per_day="0") == [("no_seminars", "max_seminars_per_day")]
