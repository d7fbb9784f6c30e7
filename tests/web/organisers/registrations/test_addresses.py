"""Lists of registrations as their addresses ask for them."""

from flask import Flask

from seminar_service.domain.tour_codes import TourCode
from seminar_service.overview.registration_filters import (
    LONGEST_SEARCH,
    RegistrationFilter,
    RegistrationOrder,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.organisers.registrations.addresses import (
    MOST_AT_ONCE,
    bare_address,
    everything_of,
    list_address,
    wanted_in_address,
)
from seminar_service.web.organisers.registrations.columns import Scope

EVERYTHING = (
    "q=山田 & <&state=waiting&place=23&seminar=abc&kind=student&employees=301%2B&industry=finance"
    "&consultation=1&undelivered=1&id=3&id=4&order=company&column=email&column=company"
)


def test_an_address_leads_back_to_what_it_asked_for(app: Flask) -> None:
    with app.test_request_context(f"/?{EVERYTHING.replace(' & <', '%20%26%20%3C')}"):
        wanted = wanted_in_address()
        address = list_address({"tour_code": TourCode(2026)}, wanted)
    assert wanted.filter.text == "山田 & <"
    with app.test_request_context(address):
        assert wanted_in_address() == wanted
    assert wanted.is_narrow


def test_an_address_that_asks_for_nothing_is_short(app: Flask) -> None:
    with app.test_request_context("/"):
        wanted = wanted_in_address()
        assert (
            list_address({"tour_code": TourCode(2026)}, wanted)
            == "/organiser/tours/2026/registrations"
        )
        assert bare_address({"public_id": "abc"}, Scope.SEMINAR) == (
            "/organiser/seminars/abc/registrations"
        )
    assert not wanted.is_narrow


def test_the_list_of_a_seminar_has_it_in_its_path_alone(app: Flask) -> None:
    with app.test_request_context("/?seminar=other&state=waiting"):
        wanted = wanted_in_address("abc")
        assert wanted.filter.seminar == "abc"
        assert list_address({"public_id": "abc"}, wanted, state="") == (
            "/organiser/seminars/abc/registrations"
        )
        assert everything_of(wanted).filter == RegistrationFilter(seminar="abc")


def test_without_filters_order_and_columns_stay(app: Flask) -> None:
    with app.test_request_context("/?state=lapsed&order=newest&column=email"):
        wanted = wanted_in_address()
        assert wanted.filter.state is RegistrationState.LAPSED
        bare = everything_of(wanted)
    assert bare.filter.order is RegistrationOrder.NEWEST
    assert bare.columns_asked == ["email"]


def test_a_long_address_is_looked_at_so_far(app: Flask) -> None:
    numbers = "&".join(f"id={number}" for number in range(1, MOST_AT_ONCE + 50))
    with app.test_request_context(f"/?q={'x' * 500}&{numbers}&id=0&id=-1&id=9999999999"):
        wanted = wanted_in_address()
    assert len(wanted.filter.text) == LONGEST_SEARCH
    assert len(wanted.filter.numbers) == MOST_AT_ONCE
