"""How requests are read."""

from contextlib import nullcontext
from datetime import date
from io import BytesIO

import pytest
from flask import current_app, request
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.test import encode_multipart

from seminar_service.server.limits import FILE_FORMS, LARGEST_FILE_FORM
from seminar_service.web.page_requests import (
    LARGEST_FORM_WITH_FILES,
    LARGEST_NUMBER,
    MOST_LETTERS,
    MOST_UPLOADS,
    PageRequest,
    PartConverter,
    WholeNumberConverter,
    date_in,
    number_of,
    page_number,
    uploads,
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


def test_a_file_lies_apart_where_it_is_taken_and_nowhere_where_it_is_not(page: Page) -> None:
    def files() -> dict[str, object]:
        numbers = range(MOST_UPLOADS + 1)
        return {f"q{number}": (BytesIO(b"x"), f"{number}.pdf") for number in numbers}

    with page("/", method="POST", data={"a": "b"} | files()):
        assert (len(uploads()), request.form.to_dict()) == (0, {"a": "b"})
    with page("/", method="POST", data={"a": "b"} | files()):
        assert isinstance(request, PageRequest)
        request.takes_files = True
        assert list(uploads()) == [f"q{number}" for number in range(MOST_UPLOADS)]
        assert (request.form.to_dict(), len(request.files)) == ({"a": "b"}, 0)


def test_what_takes_files_takes_a_larger_body_and_the_server_lets_it_through(
    client: FlaskClient,
) -> None:
    rules = [
        rule
        for rule in client.application.url_map.iter_rules()
        if getattr(client.application.view_functions[rule.endpoint], "takes_files", False)
    ]
    assert len(rules) == 12
    for rule in rules:
        assert FILE_FORMS.search(str(rule).replace("<", "").replace(">", ""))
    assert LARGEST_FORM_WITH_FILES == LARGEST_FILE_FORM
    boundary, body = encode_multipart({"x": FileStorage(BytesIO(b"x" * 600_000), "x.pdf")})
    form = f"multipart/form-data; boundary={boundary}"
    assert client.post("/links", data=body, content_type=form).status_code == 413
    answer = client.post("/seminars/nothing0/register", data=body, content_type=form)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-06", date(2026, 10, 6)),
        ("2026-02-30", None),
        ("20261006", None),
        ("2026-10-06x", None),
        ("２０２６-10-06", None),
        ("", None),
    ],
)
def test_a_day_in_an_address_is_one_or_none(text: str, day: date | None) -> None:
    assert date_in(text) == day


def test_what_is_typed_beside_files_is_no_larger_than_elsewhere(page: Page) -> None:
    field = "x" * (MOST_LETTERS // 2)
    for typed, is_refused in (({"a": field}, False), ({"a": field, "b": field + "x"}, True)):
        boundary, body = encode_multipart(typed)
        form = f"multipart/form-data; boundary={boundary}"
        with page("/", method="POST", data=body, content_type=form):
            request.max_content_length = LARGEST_FORM_WITH_FILES
            with pytest.raises(RequestEntityTooLarge) if is_refused else nullcontext():
                assert request.form["a"] == field


@pytest.mark.parametrize("address", ["/seminars/nothing0/register", "/nothing", "/links"])
def test_what_is_too_large_is_refused_in_words_wherever_it_goes(
    client: FlaskClient, address: str
) -> None:
    answer = client.post(address, data={"a": "x" * 600_000})
    assert answer.status_code in {404, 413}
    assert answer.mimetype == "text/html"
