"""Each part of an instance document is looked at, whatever is wrong with the others."""

import copy

import pytest

from solver.formats.validation import find_faults
from tests.solver.tours import day, make_bid, make_tour, random_tour


@pytest.mark.parametrize("seed", range(20))
def test_a_document_of_the_format_has_no_fault(seed: int) -> None:
    assert find_faults(random_tour(seed)) == []


def test_the_document_is_left_as_it_is() -> None:
    tour = make_tour([make_bid("b1", end="12:00")])
    before = copy.deepcopy(tour)
    find_faults(tour)
    assert tour == before


def test_a_part_that_cannot_be_read_hides_no_fault_of_another() -> None:
    tour = make_tour([make_bid("b1", end="12:00")])
    tour["rules"], tour["travel"] = [], None
    assert [fault.path for fault in find_faults(tour)] == ["$.rules", "$.travel", "$.bids[0].end"]


def test_faults_come_in_the_order_of_the_format_not_of_the_text() -> None:
    tour = make_tour([make_bid("b1", {99: -1})])
    tour["advisers"][0]["max_seminars"] = -1
    tour["rules"]["hotel_yen"] = -1
    expected = ["$.rules.hotel_yen", "$.advisers[0].max_seminars", f'$.bids[0].dates["{day(99)}"]']
    for document in (tour, dict(reversed(tour.items()))):
        assert [fault.path for fault in find_faults(document)] == expected


def test_a_reference_to_what_is_listed_wrongly_is_a_fault_only_once() -> None:
    tour = make_tour([make_bid("b1")])
    tour["places"] = "home, near and far"
    assert next(fault.path for fault in find_faults(tour)) == "$.places"
