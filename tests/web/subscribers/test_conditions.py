"""Validators and compression of feeds, whatever stands in them."""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from seminar_service.app import KEPT_PAGES
from seminar_service.calendars.errors import FeedTooLarge
from seminar_service.domain.errors import LinkExpired, LinkRevoked, NotFound
from seminar_service.feeds.parts import Feed, UnbuiltFeed
from seminar_service.web.subscribers.answers import private_calendar, public_calendar

CONTENT = "BEGIN:VCALENDAR\r\n巡回セミナー\r\n".encode() * 20
CHANGED = datetime(2027, 3, 2, 1, 30, 15, 250_000, tzinfo=UTC)
pytestmark = [
    pytest.mark.own_application,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@dataclass
class Asked:
    """Feeds of one's own making: content and time can be changed between two questions."""

    client: FlaskClient
    content: bytes = CONTENT
    changed: datetime = CHANGED
    revision: str = "1"
    error: Exception | None = None

    def feed(self) -> Feed:
        if self.error is not None:
            raise self.error
        return Feed(self.content, self.changed)

    def unbuilt(self) -> UnbuiltFeed:
        if self.error is not None:
            raise self.error
        return UnbuiltFeed(self.revision, self.feed)

    def __call__(self, *, private: bool = False, method: str = "GET", **asked: str) -> TestResponse:
        headers = {name.replace("_", "-"): value for name, value in asked.items()}
        # No row has changed, so that what was kept would be right.
        self.client.application.extensions[KEPT_PAGES].store.clear()
        address = "/own/private.ics" if private else "/own/public.ics"
        return self.client.open(address, method=method, headers=headers)


@pytest.fixture
def ask(app: Flask, client: FlaskClient) -> Asked:
    """Two feeds of the same content, one for everybody and one behind a secret address."""
    asked = Asked(client)
    for name, private in (("public", False), ("private", True)):
        view = private_calendar(asked.unbuilt) if private else public_calendar(asked.feed)
        app.add_url_rule(f"/own/{name}.ics", f"own_{name}", view)
    return asked


def test_a_feed_is_answered_as_a_utf_8_calendar_with_both_validators(ask: Asked) -> None:
    answer = ask()
    assert answer.status_code == 200
    assert answer.data == CONTENT
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Last-Modified"] == "Tue, 02 Mar 2027 01:30:15 GMT"
    assert answer.headers["ETag"].startswith('W/"')
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers


def test_the_tag_comes_from_the_content_alone(ask: Asked) -> None:
    tag = ask().headers["ETag"]
    ask.changed += timedelta(days=1)
    assert ask().headers["ETag"] == tag
    ask.content += b"\r\n"
    assert ask().headers["ETag"] != tag


def test_the_tag_of_a_private_feed_comes_from_its_revision_address_and_language(ask: Asked) -> None:
    tag = ask(private=True).headers["ETag"]
    ask.content += b"\r\n"
    assert ask(private=True).headers["ETag"] == tag
    ask.revision = "2"
    assert ask(private=True).headers["ETag"] != tag != ask().headers["ETag"]
    assert ask.client.get("/en/own/private.ics").headers["ETag"] != tag


def test_who_has_a_private_feed_gets_304_and_nothing_is_built(ask: Asked) -> None:
    tag = ask(private=True).headers["ETag"]
    ask.content = b""
    for known in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        answer = ask(private=True, If_None_Match=known)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == tag
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert "Content-Type" not in answer.headers
    assert ask(private=True, method="HEAD", If_None_Match=tag).status_code == 304
    assert ask(private=True, If_None_Match='"other"').status_code == 200


def test_who_brings_a_date_alone_is_compared_with_what_was_built(ask: Asked) -> None:
    known = ask(private=True).headers["Last-Modified"]
    assert ask(private=True, If_Modified_Since=known).status_code == 304
    assert ask(private=True, If_None_Match='"x"', If_Modified_Since=known).status_code == 200
    ask.changed += timedelta(seconds=1)
    assert ask(private=True, If_Modified_Since=known).status_code == 200


@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', "*", "{strong}"])
def test_who_knows_the_tag_gets_304_without_body(ask: Asked, form: str) -> None:
    tag = ask().headers["ETag"]
    answer = ask(If_None_Match=form.format(tag=tag, strong=tag.removeprefix("W/")))
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Content-Length" not in answer.headers


def test_a_tag_of_something_else_is_answered_in_full(ask: Asked) -> None:
    assert ask(If_None_Match='W/"old"').status_code == 200


def test_who_knows_the_date_gets_304(ask: Asked) -> None:
    known = ask().headers["Last-Modified"]
    assert ask(If_Modified_Since=known).status_code == 304
    ask.changed += timedelta(seconds=1)
    assert ask(If_Modified_Since=known).status_code == 200


def test_a_date_in_another_zone_is_compared_in_utc(ask: Asked) -> None:
    known = ask().headers["Last-Modified"]
    ask.changed = CHANGED.astimezone(timezone(timedelta(hours=9)))
    assert ask().headers["Last-Modified"] == known


def test_an_old_tag_counts_more_than_a_fresh_date(ask: Asked) -> None:
    answer = ask(If_None_Match='W/"old"', If_Modified_Since="Wed, 01 Jan 2031 00:00:00 GMT")
    assert answer.status_code == 200


@pytest.mark.parametrize("date", ["", "yesterday", "2027-03-02", "Tue, 99 Mar 2027 01:30:15 GMT"])
def test_a_date_that_cannot_be_read_is_ignored(ask: Asked, date: str) -> None:
    assert ask(If_Modified_Since=date).status_code == 200


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "*"])
def test_who_takes_gzip_gets_it(ask: Asked, accepted: str) -> None:
    answer = ask(Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert gzip.decompress(answer.data) == CONTENT
    assert answer.headers["ETag"] == ask().headers["ETag"]


@pytest.mark.parametrize(
    "accepted", ["", "identity", "gzip;q=0", "gzip;q=x", "br, *;q=0", "*, gzip;q=0"]
)
def test_who_does_not_take_gzip_gets_the_plain_form(ask: Asked, accepted: str) -> None:
    answer = ask(Accept_Encoding=accepted)
    assert "Content-Encoding" not in answer.headers
    assert answer.data == CONTENT


def test_compressed_bytes_carry_no_time(ask: Asked) -> None:
    body = ask(Accept_Encoding="gzip").data
    assert body == ask(Accept_Encoding="gzip").data
    assert body[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_a_head_request_gets_the_headers_of_a_get_and_no_body(ask: Asked, accepted: str) -> None:
    head, get = (ask(method=method, Accept_Encoding=accepted) for method in ("HEAD", "GET"))
    assert (head.status_code, head.data) == (200, b"")
    del head.headers["Date"], get.headers["Date"]
    assert sorted(head.headers) == sorted(get.headers)


def test_a_private_feed_stays_out_of_caches_search_engines_and_referrers(ask: Asked) -> None:
    for answer in (ask(private=True), ask(private=True, If_None_Match="*")):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("tour"), 404),
        (LinkRevoked(), 410),
        (LinkExpired(), 410),
        (FeedTooLarge("a feed has 1001 entries"), 503),
    ],
)
@pytest.mark.parametrize("private", [True, False])
def test_an_error_is_never_a_calendar(
    ask: Asked, error: Exception, status: int, *, private: bool
) -> None:
    ask.error = error
    answer = ask(private=private)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert b"VCALENDAR" not in answer.data
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.get("Retry-After") == ("600" if status == 503 else None)
