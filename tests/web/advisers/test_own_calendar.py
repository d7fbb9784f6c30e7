"""An adviser has the own calendar fetched every night."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.access.sealing import Seal
from seminar_service.advisers.model import Adviser, DaySource, UnavailableDay
from seminar_service.advisers.subscription_model import CalendarSubscription, SubscriptionFault
from seminar_service.availability.subscriptions import PURPOSE
from seminar_service.fetching.errors import FetchersBusy
from seminar_service.fetching.values import Answer, Fault, FetchFailed, Wanted
from seminar_service.tours.model import Tour
from seminar_service.web.advisers import own_calendar
from tests.busy.files import ALL_DAY, EVERY_SECOND, calendar
from tests.factories import NOW, make_adviser, make_bid, make_link, make_seminar, make_tour
from tests.web.editing.browsers import form_of

ADDRESS = "https://cal.example.jp/secret/own.ics"
TWO_DAYS = [date(2026, 9, 7), date(2026, 9, 8)]
Answering = Callable[[Any], None]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour)


@pytest.fixture
def own(session: Session, adviser: Adviser) -> str:
    """Where the adviser's own page is."""
    return f"/en/adviser/{make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)}"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Lets every address answer something; the first call says what."""
    said: list[Any] = [calendar(ALL_DAY)]

    def fetch(_: Wanted) -> Answer:
        if isinstance(said[0], Exception):
            raise said[0]
        return Answer(said[0])

    monkeypatch.setattr(own_calendar, "fetch", fetch)
    return lambda answer: said.__setitem__(0, answer)


def send(client: FlaskClient, own: str, address: str = ADDRESS) -> Any:
    return client.post(f"{own}/own-calendar", data={"address": address})


def taken(session: Session) -> list[date]:
    session.rollback()
    rows = select(UnavailableDay).order_by(UnavailableDay.day)
    return [each.day for each in session.scalars(rows) if each.source is DaySource.SUBSCRIPTION]


def subscription(session: Session) -> CalendarSubscription | None:
    session.rollback()
    return session.scalar(select(CalendarSubscription))


def take(client: FlaskClient, own: str) -> Any:
    return client.post(f"{own}/own-calendar/take", data=form_of(send(client, own).text, "found"))


@pytest.mark.usefixtures("answers")
def test_it_is_tried_first_then_taken_and_ended_again(
    app: Flask, client: FlaskClient, session: Session, own: str
) -> None:
    assert f'href="{own}/own-calendar"' in client.get(f"{own}/days/2026").text
    assert "Half a day counts as a whole day" in client.get(f"{own}/own-calendar").text

    shown = send(client, own)

    assert shown.status_code == 200
    assert "Nothing has been changed yet" in shown.text
    assert "7 Sep 2026" in shown.text
    assert "Secret trip" not in shown.text
    assert (taken(session), subscription(session)) == ([], None)
    answer = client.post(f"{own}/own-calendar/take", data=form_of(shown.text, "found"))
    assert (answer.status_code, answer.location) == (303, f"{own}/own-calendar")
    assert taken(session) == TWO_DAYS
    row = subscription(session)
    assert row is not None
    assert Seal.of(app.config["SETTINGS"], PURPOSE).open(row.address) == ADDRESS
    page = client.get(f"{own}/own-calendar").text
    assert "cal.example.jp" in page
    assert "secret/own.ics" not in page
    assert "last fetched on" in client.get(f"{own}/days/2026").text
    ended = client.post(f"{own}/own-calendar/end")
    assert ended.status_code == 303
    assert (taken(session), subscription(session)) == ([], None)
    assert "no longer fetched" in client.get(f"{own}/own-calendar").text


@pytest.mark.usefixtures("answers")
def test_what_a_released_seminar_needs_is_said_before_and_asked(
    client: FlaskClient, session: Session, tour: Tour, adviser: Adviser, own: str
) -> None:
    make_seminar(session, make_bid(session, tour), team=[adviser], day=TWO_DAYS[0])
    assert "Will be asked of the office" in send(client, own).text
    take(client, own)
    assert taken(session) == TWO_DAYS[1:]
    assert "The office has been asked" in client.get(f"{own}/days/2026").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Please fill in this field"),
        ("http://cal.example.jp/a.ics", "begins with https:// or webcal://"),
        ("https://me:word@cal.example.jp/", "begins with https:// or webcal://"),
    ],
)
def test_what_is_no_address_is_refused_and_not_lost(
    client: FlaskClient, session: Session, own: str, address: str, said: str
) -> None:
    answer = send(client, own, address)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert f'value="{address}"' in answer.text
    assert subscription(session) is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (FetchFailed(Fault.NOT_PUBLIC), "does not lead to a public server"),
        (FetchFailed(Fault.REFUSED), "does not give out the calendar"),
        (b"<html>log in</html>", "not a calendar"),
        (calendar(EVERY_SECOND), "repeats too often"),
    ],
    ids=["private", "refused", "no calendar", "every second"],
)
def test_what_cannot_be_fetched_is_said_and_nothing_is_kept(
    client: FlaskClient, own: str, answers: Answering, answer: Any, said: str
) -> None:
    answers(answer)
    found = send(client, own)
    assert (found.status_code, said in found.text) == (422, True)
    assert ADDRESS in found.text
    assert "Your calendar at present" not in client.get(f"{own}/own-calendar").text


def test_this_machine_is_no_server_to_ask(client: FlaskClient, own: str) -> None:
    found = send(client, own, "https://127.0.0.1/own.ics")
    assert (found.status_code, "does not lead to a public server" in found.text) == (422, True)


def test_while_others_are_asked_one_is_asked_to_wait(
    client: FlaskClient, own: str, answers: Answering
) -> None:
    answers(FetchersBusy())
    found = send(client, own)
    assert (found.status_code, "try again in a moment" in found.text) == (503, True)


@pytest.mark.usefixtures("answers")
def test_addresses_are_tried_so_often_and_no_more(
    client: FlaskClient, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_calendar, "TRIALS_PER_WINDOW", 1)
    assert send(client, own).status_code == 200
    assert send(client, own).status_code == 429


@pytest.mark.usefixtures("answers")
def test_a_form_whose_address_was_changed_takes_nothing(
    client: FlaskClient, session: Session, own: str
) -> None:
    sent = form_of(send(client, own).text, "found")
    answer = client.post(f"{own}/own-calendar/take", data=sent | {"address": "http://10.0.0.1/"})
    assert answer.status_code == 422
    assert subscription(session) is None


@pytest.mark.usefixtures("answers")
def test_a_calendar_that_fails_is_told_of_at_once_on_every_page_of_days(
    client: FlaskClient, session: Session, own: str
) -> None:
    take(client, own)
    row = subscription(session)
    assert row is not None
    row.failing_since, row.fault = NOW - timedelta(hours=1), SubscriptionFault.REFUSED
    session.commit()
    for page in ("", "/days/2026", "/own-calendar"):
        text = client.get(f"{own}{page}").text
        assert ("Look at it, or name another address" in text) is (page != "/own-calendar")
        assert "Your calendar cannot be fetched" in text
        assert "does not give out the calendar" in text


@pytest.mark.usefixtures("answers")
def test_where_nothing_is_fetched_nothing_can_be_named_but_what_there_is_can_be_ended(
    app: Flask, client: FlaskClient, session: Session, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = form_of(send(client, own).text, "found")
    take(client, own)
    off = replace(app.config["SETTINGS"], calendar_fetching=False)
    monkeypatch.setitem(app.config, "SETTINGS", off)
    page = client.get(f"{own}/own-calendar")
    assert 'name="address"' not in page.text
    assert send(client, own).status_code == 409
    assert client.post(f"{own}/own-calendar/take", data=sent).status_code == 409
    assert client.post(f"{own}/own-calendar/end").status_code == 303
    assert subscription(session) is None


def test_who_takes_part_in_no_tour_is_told_so(
    client: FlaskClient, session: Session, answers: Answering
) -> None:
    answers(calendar(ALL_DAY))
    adviser = make_adviser(session)
    token = make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    assert "take part in no tour" in send(client, f"/en/adviser/{token}").text


def test_links_of_others_and_other_methods_are_refused(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    token = make_link(session, LinkPurpose.BID, adviser.id, now=NOW)
    for place in ("own-calendar", "own-calendar/take", "own-calendar/end"):
        assert client.post(f"/adviser/{token}/{place}").status_code == 404
        assert client.put(f"{own}/{place}").status_code == 405
    for place in ("own-calendar/take", "own-calendar/end"):
        assert client.get(f"{own}/{place}").status_code == 405
