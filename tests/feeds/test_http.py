import gzip
from datetime import UTC, datetime, timedelta, timezone
from http import HTTPStatus

import pytest

from seminar_service.feeds.http import (
    FeedAnswer,
    FeedRequest,
    answer_feed,
    answer_revoked,
    answer_unavailable,
    answer_unknown,
)

CONTENT = "BEGIN:VCALENDAR\r\n巡回セミナー\r\n".encode() * 20
CHANGED = datetime(2027, 3, 2, 1, 30, 15, 250_000, tzinfo=UTC)


def ask(
    content: bytes = CONTENT, *, changed: datetime = CHANGED, private: bool = False, **asked: str
) -> FeedAnswer:
    return answer_feed(content, changed, FeedRequest(**asked), private=private)


def test_a_feed_is_answered_as_a_utf_8_calendar_with_both_validators() -> None:
    answer = ask()

    assert answer.status == HTTPStatus.OK
    assert answer.body == CONTENT
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Last-Modified"] == "Tue, 02 Mar 2027 01:30:15 GMT"
    assert answer.headers["ETag"].startswith('W/"')
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers


def test_the_tag_comes_from_the_content_alone() -> None:
    later = ask(changed=CHANGED + timedelta(days=1))

    assert later.headers["ETag"] == ask().headers["ETag"]
    assert ask(CONTENT + b"\r\n").headers["ETag"] != ask().headers["ETag"]


@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', "*", "{strong}"])
def test_who_knows_the_tag_gets_304_without_body(form: str) -> None:
    tag = ask().headers["ETag"]

    answer = ask(if_none_match=form.format(tag=tag, strong=tag.removeprefix("W/")))

    assert answer.status == HTTPStatus.NOT_MODIFIED
    assert answer.body == b""
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Length" not in answer.headers


def test_who_knows_the_date_gets_304() -> None:
    known = ask().headers["Last-Modified"]

    assert ask(if_modified_since=known).status == HTTPStatus.NOT_MODIFIED
    later = CHANGED + timedelta(seconds=1)
    assert ask(if_modified_since=known, changed=later).status == HTTPStatus.OK


def test_a_date_in_another_zone_is_compared_in_utc() -> None:
    tokyo = CHANGED.astimezone(timezone(timedelta(hours=9)))

    assert ask(changed=tokyo).headers["Last-Modified"] == ask().headers["Last-Modified"]


def test_an_old_tag_counts_more_than_a_fresh_date() -> None:
    answer = ask(if_none_match='W/"old"', if_modified_since="Wed, 01 Jan 2031 00:00:00 GMT")

    assert answer.status == HTTPStatus.OK


@pytest.mark.parametrize("date", ["", "yesterday", "2027-03-02", "Tue, 99 Mar 2027 01:30:15 GMT"])
def test_a_date_that_cannot_be_read_is_ignored(date: str) -> None:
    assert ask(if_modified_since=date).status == HTTPStatus.OK


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "*"])
def test_who_takes_gzip_gets_it(accepted: str) -> None:
    answer = ask(accept_encoding=accepted)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert gzip.decompress(answer.body) == CONTENT
    assert answer.headers["ETag"] == ask().headers["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip;q=x", "br, *;q=0"])
def test_who_does_not_take_gzip_gets_the_plain_form(accepted: str) -> None:
    answer = ask(accept_encoding=accepted)

    assert "Content-Encoding" not in answer.headers
    assert answer.body == CONTENT


def test_compressed_bytes_carry_no_time() -> None:
    body = ask(accept_encoding="gzip").body

    assert body == ask(accept_encoding="gzip").body
    assert body[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_a_head_request_gets_the_headers_of_a_get_and_no_body() -> None:
    answer = ask(method="HEAD")

    assert answer.status == HTTPStatus.OK
    assert answer.headers == ask().headers
    assert answer.body == b""


def test_a_private_feed_stays_out_of_caches_search_engines_and_referrers() -> None:
    for answer in (ask(private=True), ask(private=True, if_none_match="*")):
        assert answer.headers["Cache-Control"].startswith("private")
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_an_unknown_address_is_404_and_a_revoked_token_410() -> None:
    assert answer_unknown().status == HTTPStatus.NOT_FOUND
    assert answer_revoked().status == HTTPStatus.GONE


def test_a_service_that_is_down_says_when_to_come_back() -> None:
    answer = answer_unavailable(timedelta(minutes=5))

    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Retry-After"] == "300"


def test_an_error_is_never_a_calendar() -> None:
    for answer in (answer_unknown(), answer_revoked(), answer_unavailable(timedelta(minutes=1))):
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert b"VCALENDAR" not in answer.body
        assert answer.headers["Cache-Control"] == "no-store"
