"""Values that nobody types by mistake: each gets a clear answer, on every database."""

from io import BytesIO
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.extensions import db
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import filled, words
from tests.web.public.test_register import FORM

FIRST_OWN_ERROR = 500
UNREADABLE_DATES = (
    "Tue, 02 Mar 20272027202720272027 01:30:15 GMT",
    "Tue, 02 Mar 2027 01:30:15 +99999999999999999999",
    "Tue, 02 Mar 0000 01:30:15 GMT",
    "Tue, 02 Mar 0001 01:30:15 +2359",
    "²",
    "9" * 5_000,
    "",
)
NUMBERS = ("0", "2147483648", "9" * 20, "9" * 5_000, "-1", "²", "٣", "1e3", "%00")
LONG_WHEN_FOLDED = ("ß" * 80, "㈱" * 60, "ﷺ" * 80, "ŉ" * 80)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with places left."""
    tour = make_tour(session)
    return make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])


@pytest.fixture
def form_address(seminar: Seminar) -> str:
    """Where one registers for it."""
    return f"/seminars/{seminar.public_id}/register"


ADDRESSES_WITH_NUMBERS = (
    "/feeds/years/{}.ics",
    "/years/{}",
    "/organiser/bids/{}",
    "/organiser/advisers/{}",
    "/organiser/topics/{}",
    "/organiser/plans/{}",
    "/organiser/plans/{}/compare",
    "/organiser/mail/{}",
    "/organiser/mail/{}.eml",
    "/organiser/tours/{}/bids",
    "/organiser/tours/2026/advisers/{}",
    "/organiser/planning-runs/{}",
)
NO_ADDRESSES = (
    "/seminars/%00",
    "/seminars/abc%00def.ics",
    "/bids/%00",
    "/adviser/%00",
    "/registrations/a%00",
    "/feeds/prefectures/%00.ics",
    "/feeds/hosts/%00.ics",
    "/static/%00",
    "/%00",
    "/en/%00",
    f"/seminars/{'x' * 10_000}",
    "/seminars/%ed%a0%80",
    "/seminars/%ff%fe",
)
NO_ROWS = (
    "first_choice-²-begins",
    "first_choice--1-begins",
    "first_choice-1000000000-begins",
    f"first_choice-{'9' * 5_000}-begins",
    "first_choice-٣-begins",
    "first_choice--begins",
    "first_choice-",
    "first_choice",
    "first_choice-0",
    "first_choice-0-0-begins",
    "first_choice-\0-begins",
)
NO_FORMS = (
    ("[1]", "application/json"),
    ('{"name": {"deep": [1]}}', "application/json"),
    ("{", "application/json"),
    ('{"name": "\\ud800"}', "application/vnd.api+json"),
    ("name=1", "text/plain"),
    ("<a/>", "application/xml"),
    ("\xff", "²"),
)
BROKEN_PARTS = (
    b"--b\r\n",
    b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
    b'--b\r\nContent-Disposition: form-data; name="\x00"\r\n\r\n\x00\r\n--b--',
    b'--b\r\nContent-Disposition: form-data; name="name"; filename=""\r\n\r\nx\r\n--b--',
    b"--b\r\n" + b"X: y\r\n" * 10_000 + b"\r\nx\r\n--b--",
    b'--b\r\nContent-Disposition: form-data; name="n"\r\nContent-Type: a/b; boundary=\r\n\r\n--c',
    b"\xff" * 1_000,
    b"",
)
FOREIGN_COOKIES = (
    "seminar_session=\0",
    "seminar_session=é",
    "remember_token=1|é",
    "remember_token=1|\xff",
    "remember_token=" + "9" * 5_000 + "|0",
    "=;;;=",
    "seminar_session=.eJw" + "A" * 3_000,
    'seminar_session="\\377\\000"',
)
NO_RANGES = ("bytes=0-" + "9" * 5_000, "bytes=-" + "9" * 20, "bytes=²-", "bytes=5-1,9-9", "\0")
URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.usefixtures("seminar")
def test_a_date_that_cannot_be_read_is_as_if_it_had_not_been_sent(client: FlaskClient) -> None:
    headers = ("If-Modified-Since", "If-Unmodified-Since", "If-Range")
    for address in ("/", "/feeds/tour.ics", "/static/icon.svg", "/organiser/login", "/bids/new"):
        with client.get(address) as usual:
            plain = usual.status_code
        for header, date in product(headers, UNREADABLE_DATES):
            with client.get(address, headers={header: date}) as answer:
                assert answer.status_code == plain, (address, header, date[:40])


@pytest.mark.usefixtures("seminar")
def test_an_address_with_a_number_that_no_row_has_is_no_page(sign_in: SignIn) -> None:
    planner = sign_in(RoleName.PLANNER)
    for address, number in product(ADDRESSES_WITH_NUMBERS, NUMBERS):
        assert planner.get(address.format(number)).status_code == 404, (address, number[:30])


@pytest.mark.usefixtures("seminar")
def test_a_page_of_a_list_that_cannot_be_is_the_first_or_an_empty_one(sign_in: SignIn) -> None:
    planner = sign_in(RoleName.PLANNER)
    for address, number in product(("/organiser/mail", "/organiser/tours/2026/bids"), NUMBERS):
        assert planner.get(f"{address}?page={number}").status_code == 200, (address, number[:30])


@pytest.mark.usefixtures("seminar")
def test_an_address_with_what_no_address_of_ours_has_is_no_page(client: FlaskClient) -> None:
    for address in NO_ADDRESSES:
        assert client.get(address).status_code == 404, address[:40]


@pytest.mark.usefixtures("seminar")
def test_a_query_that_means_nothing_is_left_out(client: FlaskClient) -> None:
    for query in ("place=%00", "%00=1", "topic=%ff", "month=%ed%a0%80", "order=²"):
        assert client.get(f"/seminars?{query}").status_code == 200, query


@pytest.mark.usefixtures("seminar")
def test_a_search_for_a_nul_finds_everything(sign_in: SignIn) -> None:
    answer = sign_in(RoleName.VIEWER).get("/organiser/tours/2026/bids?q=%00&%00=%00")
    assert "商工会議所" in answer.text


def test_a_nul_in_a_field_or_its_name_never_reaches_the_database(
    client: FlaskClient, form_address: str
) -> None:
    for name in (*FORM, "form_key", "step", "other"):
        entered = FORM | {"step": "send", "form_key": "k" * 20}
        value = entered.pop(name, "")
        answer = client.post(form_address, data=entered | {name: f"\0{value}\0", "\0": "\0"})
        assert answer.status_code < FIRST_OWN_ERROR, name


def test_a_file_where_text_is_expected_is_as_if_nothing_had_been_entered(
    app: Flask, client: FlaskClient, form_address: str
) -> None:
    for name in (*FORM, "form_key", "step", "csrf_token"):
        app.config["WTF_CSRF_ENABLED"] = name == "csrf_token"
        file = (BytesIO("山田".encode()), "name.txt")
        answer = client.post(form_address, data=FORM | {"step": "check", name: file})
        assert answer.status_code in {200, 400, 422}, name
        assert "name.txt" not in answer.text


def test_a_name_that_is_too_long_once_folded_is_refused_by_its_field(
    client: FlaskClient, session: Session, form_address: str
) -> None:
    for name in LONG_WHEN_FOLDED:
        answer = client.post("/en" + form_address, data=FORM | {"name": name, "step": "check"})
        assert answer.status_code == 422, name
        assert "Some of these characters count as several" in words(answer.text)
        assert name in answer.text, "what was typed must stay"
    assert session.scalar(select(func.count()).select_from(Registration)) == 0


def test_a_name_of_eighty_plain_letters_is_taken(client: FlaskClient, form_address: str) -> None:
    entered = FORM | {"name": "山" * 80, "step": "send", "form_key": "k" * 20}
    assert client.post(form_address, data=entered).status_code == 303


def test_a_row_at_a_place_that_cannot_be_is_left_out(client: FlaskClient, session: Session) -> None:
    make_tour(session)
    entered = filled(make_topic(session).id)
    for key in NO_ROWS:
        answer = client.post("/bids/new", data=entered | {key: "2026-10-20", "step": "send"})
        assert answer.status_code == 303, key[:40]
    assert session.scalar(select(func.count()).select_from(Bid)) == 1


def test_a_topic_that_cannot_be_is_refused(client: FlaskClient, session: Session) -> None:
    make_tour(session)
    for value in ("²", "9" * 20, "9" * 5_000, "-1", "\0", ""):
        entered = filled(make_topic(session).id, topics=[value])
        assert client.post("/bids/new", data=entered).status_code == 422, value[:40]


def test_a_body_that_is_no_form_is_refused_with_a_page(
    client: FlaskClient, form_address: str
) -> None:
    for address, (body, kind) in product((form_address, "/bids/new", "/organiser/login"), NO_FORMS):
        answer = client.post("/en" + address, data=body, content_type=kind)
        assert answer.status_code == 415, (address, kind)
        assert "could not make sense" in words(answer.text)


def test_more_fields_than_any_form_has_are_too_much(client: FlaskClient, form_address: str) -> None:
    for data in ("&".join(f"a{place}=" for place in range(20_000)), "a&" * 20_000):
        answer = client.post(form_address, data=data, content_type=URLENCODED)
        assert answer.status_code == 413


def test_a_broken_form_in_parts_is_an_empty_one(client: FlaskClient, form_address: str) -> None:
    for body in BROKEN_PARTS:
        answer = client.post(
            form_address, data=body, content_type="multipart/form-data; boundary=b"
        )
        assert answer.status_code in {400, 413, 422}, body[:60]


@pytest.mark.usefixtures("seminar")
def test_a_cookie_that_is_not_ours_is_as_if_it_had_not_been_sent(client: FlaskClient) -> None:
    for address, cookie in product(("/", "/organiser/", "/bids/new"), FOREIGN_COOKIES):
        answer = client.get(address, environ_overrides={"HTTP_COOKIE": cookie})
        assert answer.status_code < FIRST_OWN_ERROR, (address, cookie[:40])


@pytest.mark.usefixtures("seminar")
def test_a_part_of_a_page_that_cannot_be_is_no_error_of_ours(client: FlaskClient) -> None:
    for address, wanted in product(("/", "/static/icon.svg", "/feeds/tour.ics"), NO_RANGES):
        with client.get(address, environ_overrides={"HTTP_RANGE": wanted}) as answer:
            assert answer.status_code in {200, 206, 416}, (address, wanted[:40])


def test_an_address_to_go_on_to_that_is_none_is_left_out(client: FlaskClient) -> None:
    for address in ("http://[", "//[::1", "\\\\[", "http://a:99999999/", "//²:²", "http://[v1.x]"):
        asked = client.get("/organiser/login", query_string={"next": address})
        sent = client.post("/organiser/login", data={"email": "a@example.jp", "next": address})
        assert asked.status_code == 200, address
        assert sent.status_code < FIRST_OWN_ERROR, address


def test_an_answer_by_telephone_for_an_adviser_that_cannot_be_changes_nothing(
    sign_in: SignIn, seminar: Seminar
) -> None:
    clerk = sign_in(RoleName.CLERK)
    for number in ("9" * 20, "9" * 5_000, "²", "x", "\0", "2147483648"):
        data = {"adviser": number, "confirm": "1"}
        answer = clerk.post(f"/organiser/seminars/{seminar.public_id}", data=data)
        assert answer.status_code in {303, 400, 404}, number[:40]


@pytest.mark.own_application
def test_a_value_that_the_database_cannot_take_is_the_senders_mistake(
    app: Flask, client: FlaskClient
) -> None:
    values: list[int | str] = [2**63, 10**4_000, -(2**63) - 1, "\ud800 花子"]

    @app.get("/asked/<int:place>")
    def asked(place: int) -> str:
        value = values[place]
        column = Bid.id if isinstance(value, int) else Bid.host_name
        return str(db.session.scalar(select(Bid.id).where(column == value)))

    with capture_logs() as logs:
        for place, value in enumerate(values):
            answer = client.get(f"/en/asked/{place}")
            assert answer.status_code == 400, repr(value)[:40]
            assert "could not make sense" in words(answer.text)
    refused = [line["kind"] for line in logs if line["event"] == "database_refused"]
    assert refused == ["value"] * len(values)
    assert "花子" not in repr(logs)
