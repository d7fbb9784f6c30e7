"""What holds for every page that the public reads: validators, cookies, methods, cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.web.public.conftest import Announce, assert_cheap, page

PAGES = ["/", "/seminars", "/seminars/c7d8f9gh", "/years", "/seminars/changes"]


@pytest.mark.parametrize(
    ("state", "announced_at"),
    [
        (SeminarState.TENTATIVE, None),
        (SeminarState.CONFIRMED, None),
        (SeminarState.CANCELLED, None),
    ],
)
def test_what_was_never_announced_is_found_nowhere(
    client: FlaskClient, announce: Announce, state: SeminarState, announced_at: datetime | None
) -> None:
    announce(title_ja="公開")
    hidden = announce(title_ja="内密", title_en="Hidden", state=state, announced_at=announced_at)
    for address in ("/", "/seminars", "/en/", "/en/seminars"):
        assert "内密" not in client.get(address).text
        assert "Hidden" not in client.get(address).text
        assert hidden.public_id not in client.get(address).text
    assert client.get(f"/seminars/{hidden.public_id}").status_code == 404
    assert client.get(f"/seminars/{hidden.public_id}/register").status_code == 404


@pytest.mark.usefixtures("seminar")
def test_every_page_names_whom_to_ask(app: Flask, client: FlaskClient) -> None:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, contact_telephone="03-3581-1101")
    for address in (*PAGES, "/bids/new", "/calendar", "/nowhere"):
        footer = BeautifulSoup(client.get(address).text, "html.parser").select_one("footer address")
        assert footer is not None, address
        assert settings.organiser_name_ja in footer.get_text()
        assert footer.select_one("a[href='tel:0335811101']") is not None
        assert footer.select_one(f"a[href='mailto:{settings.contact_email}']") is not None


@pytest.mark.parametrize("number", [5, 60])
def test_a_page_needs_at_most_five_queries_however_many_seminars_there_are(
    client: FlaskClient, seminar: Seminar, many: Callable[[int], None], number: int
) -> None:
    many(number)
    addresses = ["/", "/seminars", "/seminars?month=2026-07", f"/seminars/{seminar.public_id}"]
    counts = [assert_cheap(client, each) for each in addresses]
    assert counts == [5, 5, 5, 2]  # one of them looks how far the revision is


@pytest.mark.usefixtures("seminar")
def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for address in PAGES:
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_page_has_another_validator_once_a_place_is_taken(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    before = {address: client.get(address).headers["ETag"] for address in PAGES[:3]}
    seminar.taken += 1
    session.commit()
    for address, etag in before.items():
        after = client.get(address, headers={"If-None-Match": etag})
        assert after.status_code == 200
        assert after.headers["ETag"] != etag


@pytest.mark.usefixtures("seminar")
def test_public_pages_set_no_cookies_and_depend_on_none(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.get(address)
        assert "Set-Cookie" not in response.headers, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


@pytest.mark.usefixtures("seminar")
def test_public_pages_set_no_cookies_for_the_staff_either(
    sign_in: Callable[[RoleName], FlaskClient],
) -> None:
    client = sign_in(RoleName.VIEWER)
    for address in PAGES:
        assert "Set-Cookie" not in client.get(address).headers


@pytest.mark.usefixtures("seminar")
def test_head_answers_like_get_without_a_body(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.head(address)
        assert (response.status_code, response.data) == (200, b""), address
        assert response.headers["ETag"] == client.get(address).headers["ETag"]


@pytest.mark.usefixtures("seminar")
def test_public_pages_take_no_other_method(client: FlaskClient) -> None:
    for address in PAGES:
        response = client.post(address)
        assert response.status_code == 405, address
        assert "GET" in response.headers["Allow"]


@pytest.mark.usefixtures("seminar")
def test_every_page_has_a_title_and_a_description(client: FlaskClient) -> None:
    for address in PAGES:
        markup = page(client.get(address))
        assert markup.title is not None
        assert len(markup.title.get_text()) > 5
        description = markup.select_one("meta[name=description]")
        assert description is not None
        assert len(str(description["content"])) > 8
