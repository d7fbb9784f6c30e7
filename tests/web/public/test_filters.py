"""The filter of a list of seminars."""

from datetime import date

import pytest

from seminar_service.seminars.public_counts import Counts, Group, Numbers
from seminar_service.seminars.public_lists import Order, TopicRow, Wanted
from seminar_service.web.public.filters import Filter, choices, is_plain, read_filter, region_slug

TOPICS = (TopicRow("brands", "商標", "Brands"), TopicRow("patents", "特許", "Patents"))
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_nothing_asked_for_keeps_nothing_back() -> None:
    found = read_filter({}, TOPICS)
    assert not found.is_set
    assert not found.left_out
    assert found.wanted() == Wanted()


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"place": "27"}, Wanted(places=frozenset({"27"}))),
        ({"place": "shikoku"}, Wanted(places=frozenset({"36", "37", "38", "39"}))),
        ({"month": "2026-11"}, Wanted(month=NOVEMBER)),
        ({"topic": "brands"}, Wanted(topic="brands")),
        ({"places": "1"}, Wanted(only_places=True)),
        ({"order": "place"}, Wanted(order=Order.PLACE)),
        (
            {"place": "13", "month": "2026-10", "order": "places"},
            Wanted(places=frozenset({"13"}), month=OCTOBER, order=Order.PLACES_LEFT),
        ),
    ],
)
def test_what_is_asked_for_is_wanted_and_stands_in_addresses(
    values: dict[str, str], wanted: Wanted
) -> None:
    found = read_filter(values, TOPICS)
    assert not found.left_out
    assert found.wanted() == wanted
    assert found.address_values() == values


@pytest.mark.parametrize(
    "values",
    [
        {"place": "99"},
        {"place": "atlantis"},
        {"month": "2026-13"},
        {"month": "0000-01"},
        {"month": "9999-12"},
        {"month": "٢٠٢٦-10"},
        {"topic": "gardening"},
        {"order": "price"},
    ],
)
def test_what_is_not_known_is_left_out_and_said_to_be(values: dict[str, str]) -> None:
    found = read_filter(values, TOPICS)
    assert found.left_out
    assert found == Filter(left_out=True)


def test_only_what_some_seminar_has_is_offered() -> None:
    groups = [
        Group(1, month, place, Numbers(listed=1))
        for month, place in ((NOVEMBER, "13"), (OCTOBER, "27"), (OCTOBER, "26"))
    ]
    offered = choices(Counts(groups), TOPICS)
    assert offered.codes == {"13", "26", "27"}
    assert [region_slug(each) for each in offered.regions] == ["kanto", "kinki"]
    assert offered.months == (OCTOBER, NOVEMBER)
    assert offered.topics == TOPICS
    assert hash(offered) == hash(choices(Counts(groups[::-1]), list(TOPICS)))


def test_an_address_takes_other_values_in_place_of_its_own() -> None:
    found = Filter(place="13", month=date(2026, 4, 1), order=Order.PLACE)
    assert found.prefecture_code == "13"
    assert Filter(place="kinki").prefecture_code == ""
    turned = found.address_values(month="2026-05", page=2, fiscal_year=2026)
    assert turned == {
        "place": "13",
        "month": "2026-05",
        "order": "place",
        "page": 2,
        "fiscal_year": 2026,
    }


@pytest.mark.parametrize(
    ("query", "page", "plain"),
    [
        ({}, 1, True),
        ({"place": "23", "order": "day", "page": "1"}, 1, True),
        ({"place": "23", "page": "2"}, 2, True),
        ({"places": "1", "order": "place"}, 1, True),
        ({"places": "yes"}, 1, False),
        ({"place": "nowhere"}, 1, False),
        ({"page": "999"}, 2, False),
        ({"page": "x"}, 1, False),
        ({"order": "x"}, 1, False),
    ],
)
def test_what_is_asked_for_in_the_way_of_our_own_addresses_is_plain(
    query: dict[str, str], page: int, plain: bool
) -> None:
    assert is_plain(query, read_filter(query, []), page) is plain


def test_seminars_that_one_can_attend_online_are_asked_for_in_the_address() -> None:
    chosen = read_filter({"online": "1"}, [])

    assert (chosen.only_online, chosen.is_set, chosen.wanted().only_online) == (True, True, True)
    assert chosen.address_values() == {"online": "1"}
    assert is_plain({"online": "1"}, chosen, 1)
