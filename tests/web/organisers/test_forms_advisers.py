"""Forms of advisers, of their part in a tour, and of topics."""

from datetime import date
from typing import Any

import pytest

from seminar_service.advisers.details import Limits
from seminar_service.web.organisers.forms_advisers import (
    MOST_ROWS,
    AdviserForm,
    EngagementForm,
    NewTopicForm,
)
from tests.web.bids import TOPICS
from tests.web.conftest import Page

PERSON = {"name": "鈴木 花子", "email": "Suzuki@EXAMPLE.jp", "home": "27", "topics": ["2"]}
PART = {"max_seminars": "5", "max_per_month": "２", "max_nights_away": "1泊"}
TOPIC = {"name_ja": "商標", "name_en": "Trade marks", "code": "trade-mark", "position": "2"}


def part(page: Page, **changed: str) -> Any:
    data = PART | {f"days-{name.replace('_', '-', 1)}": said for name, said in changed.items()}
    with page(method="POST", data=data):
        form = EngagementForm(2026)
        form.is_valid = form.validate()
        return form


def test_an_adviser_is_what_services_take(page: Page) -> None:
    with page(method="POST", data=PERSON):
        form = AdviserForm(TOPICS)
        assert form.validate(), form.errors
        found = form.details()
    assert (found.email, found.home, found.topic_ids) == ("Suzuki@example.jp", "27", [2])
    assert found.profile_ja == ""


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"email": "x"}, {"home": ""}, {"home": "48"}, {"topics": ["9"]}],
)
def test_what_cannot_be_of_an_adviser_is_said_at_its_field_alone(
    page: Page, changed: dict[str, Any]
) -> None:
    with page(method="POST", data=PERSON | changed):
        form = AdviserForm(TOPICS)
        assert not form.validate()
        assert set(form.errors) == set(changed)


def test_limits_and_days_are_read_as_people_type_them(page: Page) -> None:
    form = part(
        page, **{"0_begins": "2026-10-09", "0_ends": "2026-10-11", "2_begins": "2026-10-10"}
    )
    assert form.is_valid, form.errors
    assert form.limits() == Limits(5, 2, 1)
    assert form.unavailable == {date(2026, 10, day) for day in (9, 10, 11)}


@pytest.mark.parametrize(
    "row", [{"0_begins": "2027-04-01"}, {"0_ends": "2026-10-09"}, {"0_begins": "soon"}]
)
def test_days_that_cannot_be_are_said_in_their_row(page: Page, row: dict[str, str]) -> None:
    form = part(page, **row)
    assert not form.is_valid
    assert set(form.errors) == {"days"}


def test_days_are_the_same_however_their_rows_were_typed(page: Page) -> None:
    one = part(page, **{"0_begins": "2026-10-09", "0_ends": "2026-10-10"})
    two = part(page, **{"0_begins": "2026-10-10", "3_begins": "2026-10-09"})
    assert one.pictured(one.days) == two.pictured(two.days)
    with page():
        assert one.spelled(one.days) == two.spelled(two.days) == "Fri 9 Oct 2026 – Sat 10 Oct 2026"


def test_there_may_be_more_rows_of_days_up_to_a_limit(page: Page) -> None:
    with page():
        form = EngagementForm(2026)
        form.add_row("max_seminars")
        assert len(form.days) == 2
        for _ in range(MOST_ROWS):
            form.add_row("days")
        assert len(form.days) == MOST_ROWS


@pytest.mark.parametrize(
    ("code", "is_valid"),
    [
        ("trade-secret", True),
        ("ip2", True),
        ("Trade", False),
        ("trade secret", False),
        ("-trade", False),
        ("trade--secret", False),
        ("x" * 41, False),
        ("", False),
    ],
)
def test_programs_know_a_topic_by_a_plain_code(page: Page, code: str, is_valid: bool) -> None:
    with page(method="POST", data=TOPIC | {"code": code}):
        assert NewTopicForm().validate() is is_valid
