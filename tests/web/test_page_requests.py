"""How requests are read."""

import pytest
from flask import current_app, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule

from seminar_service.web.page_requests import (
    LARGEST_NUMBER,
    PartConverter,
    WholeNumberConverter,
    number_of,
    page_number,
)
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("007", 7),
        (str(LARGEST_NUMBER), LARGEST_NUMBER),
        (str(LARGEST_NUMBER + 1), 0),
        ("9" * 5_000, 0),
        ("-1", 0),
        ("²", 0),
        ("１", 0),
        (" 1", 0),
        ("", 0),
    ],
)
def test_a_number_is_one_that_can_be_the_key_of_a_row(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(("asked", "page_of_list"), [("3", 3), ("0", 1), ("x", 1), ("", 1)])
def test_a_page_that_is_none_is_the_first(page: Page, asked: str, page_of_list: int) -> None:
    with page(f"/?page={asked}"):
        assert page_number() == page_of_list


def test_no_value_holds_a_nul(page: Page) -> None:
    with page("/?a%00=b%00c", method="POST", data={"x\0": "y\0z"}):
        assert request.args.to_dict() == {"a": "bc"}
        assert request.form.to_dict() == {"x": "yz"}


@pytest.mark.parametrize("way", ["", "/calendar", "/en/calendar?x=//evil.example"])
def test_a_way_on_that_leads_here_stays(page: Page, way: str) -> None:
    with page("/", query_string={"next": way}):
        assert request.args.to_dict() == {"next": way}


@pytest.mark.parametrize(
    "way", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "x"]
)
def test_a_way_on_that_leads_elsewhere_is_as_if_it_had_not_been_sent(page: Page, way: str) -> None:
    with page("/", query_string={"next": way, "x": "1"}):
        assert request.args.to_dict() == {"x": "1"}


def matches(converter: type, path: str) -> bool:
    rules = Map([Rule("/<own:value>", endpoint="one")], converters={"own": converter})
    try:
        rules.bind("127.0.0.1").match(path)
    except NotFound:
        return False
    return True


def test_a_number_in_an_address_is_short_and_in_ascii_digits() -> None:
    assert matches(WholeNumberConverter, f"/{LARGEST_NUMBER}")
    for path in (f"/{LARGEST_NUMBER + 1}", "/٣", "/-1", f"/{'9' * 99}"):
        assert not matches(WholeNumberConverter, path), path


def test_a_part_of_an_address_is_short_and_has_no_control_characters() -> None:
    assert matches(PartConverter, f"/{'あ' * 500}")
    for path in (f"/{'a' * 501}", "/a\nb", "/a\x7fb", "/a\0"):
        assert not matches(PartConverter, path), path


def test_a_body_that_is_no_form_reaches_no_view(page: Page) -> None:
    for address, refused in (("/bids/new", True), ("/api/events", False)):
        with page(address, method="POST", data="{}", content_type="application/json"):
            answered: int | None = None
            try:
                current_app.preprocess_request()
            except HTTPException as error:
                answered = error.code
            assert (answered == 415) is refused, address
