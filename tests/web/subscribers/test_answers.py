"""How feeds are answered over HTTP."""

import gzip
import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.accounts.model import RoleName
from seminar_service.app import KEPT_PAGES
from seminar_service.extensions import db
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.calendars.reading import component, values
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.statements import counted_statements
from tests.web.subscribers.feeds import EVERY, PRIVATE, PUBLIC, Stage
from tests.web.subscribers.tours import make_whole_tour

every_feed = pytest.mark.parametrize("path", EVERY.values(), ids=EVERY)
private_feeds = pytest.mark.parametrize("path", PRIVATE.values(), ids=PRIVATE)
public_feeds = pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
Path = Callable[[Stage], str]
# How an answer is put together does not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@every_feed
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_feed_is_a_calendar_in_either_language(
    stage: Stage, client: FlaskClient, path: Path, prefix: str
) -> None:
    answer = client.get(prefix + path(stage))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert f"UID:{stage.seminar.uid}".encode() in answer.data
    title = "Trade secrets seminar (Aichi)" if prefix else "営業秘密管理セミナー（愛知）"
    assert values(component(answer.data, "VEVENT"), "SUMMARY") == [f":{title}"]


@every_feed
def test_the_same_stored_state_gives_the_same_bytes(
    stage: Stage, client: FlaskClient, path: Path
) -> None:
    address = path(stage)

    first, second = client.get(address), client.get(address)

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"]


@every_feed
def test_who_knows_either_validator_gets_304(stage: Stage, client: FlaskClient, path: Path) -> None:
    address = path(stage)
    known = client.get(address).headers

    by_tag = client.get(address, headers={"If-None-Match": known["ETag"]})
    by_date = client.get(address, headers={"If-Modified-Since": known["Last-Modified"]})

    for answer in (by_tag, by_date):
        assert answer.status_code == 304
        assert answer.data == b""
        assert answer.headers["ETag"] == known["ETag"]


@every_feed
def test_a_head_request_has_the_headers_and_no_body(
    stage: Stage, client: FlaskClient, path: Path
) -> None:
    address = path(stage)

    answer = client.head(address)

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == client.get(address).headers["Content-Length"]


@every_feed
def test_a_feed_is_compressed_for_who_takes_it(
    stage: Stage, client: FlaskClient, path: Path
) -> None:
    address = path(stage)

    answer = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == client.get(address).data
    assert answer.data[4:8] == b"\0\0\0\0"


@every_feed
def test_a_feed_neither_sets_nor_minds_a_cookie(
    stage: Stage, sign_in: Callable[[RoleName], FlaskClient], path: Path
) -> None:
    signed_in = sign_in(RoleName.VIEWER)

    answer = signed_in.get(path(stage))

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


@every_feed
@pytest.mark.parametrize("accept", ["application/json", "text/html", ""])
def test_whatever_is_accepted_is_answered(
    stage: Stage, client: FlaskClient, path: Path, accept: str
) -> None:
    assert client.get(path(stage), headers={"Accept": accept}).status_code == 200


@every_feed
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_a_feed_is_only_read(stage: Stage, client: FlaskClient, path: Path, method: str) -> None:
    answer = client.open(path(stage), method=method)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@every_feed
def test_a_feed_asks_the_database_at_most_five_times(
    session: Session, stage: Stage, client: FlaskClient, path: Path
) -> None:
    address = path(stage)
    make_whole_tour(session)

    with counted_statements(db.engine) as queries:
        client.get(address)

    assert 0 < len([each for each in queries if each.startswith("SELECT")]) <= 5


@private_feeds
def test_a_private_feed_stays_private(stage: Stage, client: FlaskClient, path: Path) -> None:
    address = path(stage)

    answer = client.get(address)

    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert address.encode() not in re.sub(rb"\r\n ", b"", answer.data)


@public_feeds
def test_a_public_feed_may_be_kept_for_a_while(
    stage: Stage, client: FlaskClient, path: Path
) -> None:
    assert client.get(path(stage)).headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/years/1999.ics",
        "/feeds/prefectures/48.ics",
        "/feeds/prefectures/1.ics",
        "/feeds/prefectures/東京.ics",
        "/seminars/zzzzzzzz.ics",
        "/feeds/hosts/nobody.ics",
        "/feeds/advisers/nobody.ics",
        f"/feeds/registrations/{'x' * 500}.ics",
    ],
)
def test_an_unknown_address_is_404_in_plain_words(
    stage: Stage,  # noqa: ARG001 (an open tour, so that it is the address that is unknown)
    client: FlaskClient,
    path: str,
) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/feeds/tour.ics", "/feeds/prefectures/23.ics"])
def test_between_two_tours_nobodys_calendar_is_wiped(
    session: Session, client: FlaskClient, path: str
) -> None:
    earlier = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    make_seminar(session, make_bid(session, earlier), state=SeminarState.HELD)
    last = make_tour(session, stage=TourStage.ARCHIVED)
    held = make_seminar(session, make_bid(session, last), state=SeminarState.HELD)
    make_tour(session, 2027, stage=TourStage.PREPARATION)

    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert f"UID:{held.uid}" in answer.text


@pytest.mark.parametrize("path", ["/feeds/tour.ics", "/feeds/prefectures/23.ics"])
def test_a_feed_is_offered_before_the_first_tour_and_is_empty(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "BEGIN:VCALENDAR" in answer.text
    assert "BEGIN:VEVENT" not in answer.text


def test_the_feed_of_an_earlier_year_stays(session: Session, client: FlaskClient) -> None:
    tour = make_tour(session, 2015, stage=TourStage.ARCHIVED)
    held = make_seminar(session, make_bid(session, tour), state=SeminarState.HELD)

    answer = client.get("/feeds/years/2015.ics")

    assert f"UID:{held.uid}" in answer.text
    assert "X-WR-CALNAME:2015年度巡回セミナー" in answer.text


def test_a_tour_in_preparation_has_no_feed(session: Session, client: FlaskClient) -> None:
    make_tour(session, stage=TourStage.PREPARATION)

    assert client.get("/feeds/years/2026.ics").status_code == 404


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CONFIRMED])
def test_a_seminar_that_is_not_announced_has_no_public_entry(
    session: Session, client: FlaskClient, state: SeminarState
) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)), state=state)

    assert client.get(f"/seminars/{seminar.public_id}.ics").status_code == 404
    assert "VEVENT" not in client.get("/feeds/tour.ics").text


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_revoked_address_is_gone(stage: Stage, client: FlaskClient, kind: str) -> None:
    address, purpose, subject_id = stage.private(kind)
    tag = client.get(address).headers["ETag"]
    links.revoke_all(stage.session, purpose, subject_id, now=NOW)
    stage.session.commit()

    for asked in ({}, {"If-None-Match": tag}, {"If-None-Match": "*"}):
        answer = client.get(address, headers=asked)
        assert (answer.status_code, answer.headers.get("ETag")) == (410, None)
        assert answer.headers["Cache-Control"] == "no-store"


@private_feeds
def test_who_has_a_private_feed_is_told_so_by_two_queries_and_nobody_keeps_it(
    app: Flask, stage: Stage, client: FlaskClient, path: Path
) -> None:
    address = path(stage)
    tag = client.get(address).headers["ETag"]
    db.session.remove()

    with counted_statements(db.engine) as queries:
        answer = client.get(address, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")
    assert [each.split()[0] for each in queries] == ["SELECT", "SELECT"]
    assert "secret_link" in queries[0]
    assert "revision" in queries[1]
    assert not app.extensions[KEPT_PAGES].store._cache._cache


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_new_address_and_another_language_have_tags_of_their_own(
    stage: Stage, client: FlaskClient, kind: str
) -> None:
    first, second = (stage.private(kind)[0] for _ in range(2))

    tags = {client.get(each).headers["ETag"] for each in (first, second, f"/en{first}")}

    assert len(tags) == 3
    for tag in tags - {client.get(first).headers["ETag"]}:
        assert client.get(first, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_token_opens_only_the_feed_that_it_is_for(
    stage: Stage, client: FlaskClient, kind: str
) -> None:
    token = stage.private(kind)[0].rpartition("/")[2]

    answers = {other: client.get(f"/feeds/{other}/{token}").status_code for other in PRIVATE}

    assert answers == {other: 200 if other == kind else 404 for other in PRIVATE}


@every_feed
def test_while_the_database_is_down_clients_are_asked_to_come_back(
    stage: Stage,
    client: FlaskClient,
    path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = path(stage)
    stage.session.close()
    db.drop_all()

    with caplog.at_level(logging.DEBUG):
        answer = client.get(address)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Content-Type"].startswith("text/plain")
    written = caplog.text + "".join(capsys.readouterr())
    assert "feed_unavailable" in written
    if "/feeds/hosts/" in address or "/feeds/advisers/" in address:
        assert address.rpartition("/")[2].removesuffix(".ics") not in written
