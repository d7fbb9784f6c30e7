"""Kept pages at the moments at which they change: by the clock, and while they are built."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.app import KEPT_PAGES
from seminar_service.extensions import db
from seminar_service.seminars import counters
from seminar_service.seminars.model import Seminar
from seminar_service.storage.engine import make_session_factory
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_seminar, make_tour

ADDRESS = "/seminars/c7d8f9gh"
PLACES_LEFT = re.compile(r"残り(\d+)席")
TOKYO = timezone(timedelta(hours=9))


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)), public_id="c7d8f9gh")


def of_seminar(**values: object) -> Callable[[Seminar], None]:
    def prepare(seminar: Seminar) -> None:
        for name, value in values.items():
            setattr(seminar, name, value)

    return prepare


def of_tour(**values: object) -> Callable[[Seminar], None]:
    def prepare(seminar: Seminar) -> None:
        for name, value in values.items():
            setattr(seminar.tour, name, value)

    return prepare


MIDNIGHT = datetime(2026, 6, 3, tzinfo=TOKYO)
DAY_BEFORE, DAY = date(2026, 6, 2), date(2026, 6, 3)
BOUNDARIES: dict[str, tuple[datetime, str, Callable[[Seminar], None]]] = {
    "registration has ended": (MIDNIGHT, ADDRESS, of_seminar(registration_closes_on=DAY_BEFORE)),
    "registration opens": (
        datetime(2026, 6, 3, 10, tzinfo=TOKYO),
        ADDRESS,
        of_seminar(registration_opens_on=DAY),
    ),
    "registration opens by the tour's rule": (
        datetime(2026, 6, 3, 10, tzinfo=TOKYO),
        "/seminars",
        of_tour(registration_opens_days=125),
    ),
    "registration closes at an hour": (
        datetime(2026, 6, 3, 17, tzinfo=TOKYO),
        ADDRESS,
        of_seminar(registration_closes_on=DAY, registration_closes_time=time(17)),
    ),
    "the call opens": (MIDNIGHT, "/", of_tour(call_opens_on=DAY)),
    "the call has closed": (MIDNIGHT, "/", of_tour(call_closes_on=DAY_BEFORE)),
    "it begins": (datetime(2026, 6, 2, 13, 30, tzinfo=TOKYO), ADDRESS, of_seminar(day=DAY_BEFORE)),
    "it is over": (
        datetime(2026, 6, 2, 16, 30, tzinfo=TOKYO),
        "/seminars",
        of_seminar(day=DAY_BEFORE),
    ),
}


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_page_changes_with_the_clock_and_so_does_its_tag(
    app: Flask, client: FlaskClient, session: Session, seminar: Seminar, boundary: str
) -> None:
    instant, address, prepare = BOUNDARIES[boundary]
    prepare(seminar)
    session.commit()
    app.config["CLOCK"] = lambda: instant - timedelta(microseconds=1)
    before = client.get(address)
    asked = {"If-None-Match": before.headers["ETag"]}
    assert client.get(address, headers=asked).status_code == 304

    app.config["CLOCK"] = lambda: instant
    after = client.get(address, headers=asked)

    assert after.status_code == 200
    assert after.data != before.data
    app.extensions[KEPT_PAGES].store.clear()
    assert client.get(address).data == after.data


def test_a_commit_between_revision_and_page_is_seen_at_once(
    app: Flask, client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar_id, sessions = seminar.id, make_session_factory(db.engine)
    session.rollback()
    kept = app.extensions[KEPT_PAGES]
    inner = kept._application

    def take() -> None:
        with sessions() as other, transaction(other):
            assert counters.take_place(other, seminar_id)

    def taking(environ: Any, start_response: Any) -> list[bytes]:
        take()
        answer = list(inner(environ, start_response))
        take()
        return answer

    kept._application = taking
    first = client.get(ADDRESS)
    kept._application = inner
    db.session.remove()  # the next request has a session of its own
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})

    assert PLACES_LEFT.findall(first.text)[0] == "39"
    assert again.status_code == 200
    assert PLACES_LEFT.findall(again.text)[0] == "38"
