"""The filter of a list of seminars."""

from datetime import date, time
from typing import Any

import pytest

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import Standing
from seminar_service.tours.model import Topic
from seminar_service.web.public.filters import (
    Choices,
    Filter,
    Order,
    choices,
    read_filter,
    region_slug,
)

PATENTS = Topic(id=1, code="patents", position=2)
BRANDS = Topic(id=2, code="brands", position=1)


def seminar(number: int, standing: Standing = Standing.OPEN, **columns: Any) -> PublicSeminar:
    day = columns.pop("day", date(2026, 10, number))
    usual = {
        "place": "13",
        "topics": [PATENTS],
        "capacity": 50,
        "taken": 0,
        "starts_at": time(13, 30),
    }
    return PublicSeminar(Seminar(id=number, day=day, **(usual | columns)), standing, over=False)


TOKYO = seminar(1, taken=40)
OSAKA = seminar(2, place="27", topics=[BRANDS], taken=10)
KYOTO = seminar(3, Standing.FULL, place="26", taken=50)
LATER = seminar(4, Standing.CLOSED, day=date(2026, 11, 4))
ALL = [LATER, KYOTO, TOKYO, OSAKA]


def numbers(found: Filter) -> list[int]:
    return [each.seminar.id for each in found.apply(ALL)]


@pytest.fixture
def offered() -> Choices:
    return choices(ALL)


def test_nothing_asked_for_keeps_nothing_back_and_sorts_by_day(offered: Choices) -> None:
    found = read_filter({}, offered)
    assert not found.is_set
    assert not found.left_out
    assert numbers(found) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"place": "27"}, [2]),
        ({"place": "kinki"}, [2, 3]),
        ({"month": "2026-11"}, [4]),
        ({"topic": "brands"}, [2]),
        ({"places": "1"}, [1, 2]),
        ({"place": "kinki", "places": "1"}, [2]),
        ({"month": "2025-01"}, []),
        ({"order": "place"}, [1, 4, 3, 2]),
        ({"order": "places"}, [2, 1, 3, 4]),
    ],
)
def test_what_is_asked_for_is_kept_in_the_order_that_is_asked_for(
    offered: Choices, values: dict[str, str], kept: list[int]
) -> None:
    found = read_filter(values, offered)
    assert not found.left_out
    assert numbers(found) == kept


@pytest.mark.parametrize(
    "values",
    [
        {"place": "99"},
        {"place": "atlantis"},
        {"month": "2026-13"},
        {"month": "0000-01"},
        {"month": "٢٠٢٦-10"},
        {"topic": "gardening"},
        {"order": "price"},
    ],
)
def test_what_is_not_known_is_left_out_and_said_to_be(
    offered: Choices, values: dict[str, str]
) -> None:
    found = read_filter(values, offered)
    assert found.left_out
    assert found == Filter(left_out=True)


def test_only_what_some_seminar_has_is_offered(offered: Choices) -> None:
    assert offered.codes == {"13", "26", "27"}
    assert [region_slug(each) for each in offered.regions] == ["kanto", "kinki"]
    assert offered.months == [date(2026, 10, 1), date(2026, 11, 1)]
    assert [each.code for each in offered.topics] == ["brands", "patents"]


def test_a_filter_says_what_its_address_carries() -> None:
    found = Filter(place="13", month=date(2026, 4, 1), order=Order.PLACE)
    assert (found.prefecture_code, found.month_value) == ("13", "2026-04")
    assert (Filter(place="kinki").prefecture_code, Filter().month_value) == ("", "")
