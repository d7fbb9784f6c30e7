"""Asking to be told of a seminar with places: the form, the mail, the page behind its link."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import AlertState
from seminar_service.alerts.values import MOST_OPEN
from seminar_service.outbox.model import Message
from seminar_service.seminars.states import SeminarState
from seminar_service.web.public.alerts import ASKED_PER_WINDOW
from tests.factories import (
    NOW,
    make_alert,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.web.public.conftest import text_of

ADDRESS = "/alerts/new"
ENTERED = {"place": "23", "topic": "", "email": "hanako@example.jp"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def alerts(session: Session) -> list[Alert]:
    session.expire_all()
    return list(session.scalars(select(Alert)))


def mailed_path(session: Session) -> str:
    body = session.scalars(select(Message.body).where(Message.kind == "alert_asked")).one()
    found = re.search(r"https?://[^/]+(/alerts/\S+)", body)
    assert found
    return found[1]


def test_the_form_opens_with_what_the_list_was_about(client: FlaskClient, session: Session) -> None:
    make_topic(session, "patents")
    page = client.get(f"{ADDRESS}?place=23&topic=patents")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert re.search(r'<option selected value="23">', page.text)
    assert re.search(r'<option selected value="patents">', page.text)


@pytest.mark.parametrize("query", ["?place=99&topic=nothing", "?place=<script>", "?place=%00"])
def test_an_address_that_asks_for_something_unknown_opens_an_empty_form(
    client: FlaskClient, query: str
) -> None:
    page = client.get(ADDRESS + query)

    assert page.status_code in {200, 400}
    assert "<script>" not in page.text.replace("<script src", "").replace("<script defer", "")


def test_from_the_form_to_the_mail_to_the_button_to_the_end(
    client: FlaskClient, session: Session
) -> None:
    sent = client.post(ADDRESS, data=ENTERED)
    assert (sent.status_code, sent.location) == (303, "/alerts/new/sent")
    assert "確認のメールをお送りしました" in text_of(client.get(sent.location))
    path = mailed_path(session)

    assert client.head(path).status_code == client.get(path).status_code == 200
    assert [each.state for each in alerts(session)] == [AlertState.ASKED]

    page = client.post(path, follow_redirects=True)
    assert "お知らせします" in text_of(page)
    assert [each.state for each in alerts(session)] == [AlertState.ACTIVE]

    page = client.post(path, data={"end": "1"}, follow_redirects=True)
    assert "このお知らせは終了しました" in text_of(page)
    assert [(each.state, each.email) for each in alerts(session)] == [(AlertState.ENDED, "")]
    assert client.post(path, follow_redirects=True).status_code == 200


def test_the_mail_is_in_the_language_of_the_form(client: FlaskClient, session: Session) -> None:
    assert client.post(f"/en{ADDRESS}", data=ENTERED).location == "/en/alerts/new/sent"

    mail = session.scalars(select(Message)).one()
    assert mail.locale == "en"
    assert "Prefecture: Aichi" in mail.body
    assert "/en/alerts/" in mail.body


def test_the_answer_is_the_same_whether_or_not_the_address_waits_already(
    client: FlaskClient, session: Session
) -> None:
    first, second = (client.post(ADDRESS, data=ENTERED) for _ in range(2))

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert len(alerts(session)) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": ""}, "メールアドレスを入力してください"),
        ({"email": "not an address"}, "メールアドレスとして読み取れません"),
        ({"place": "", "topic": ""}, "都道府県とテーマのどちらか"),
        ({"place": "99"}, ""),
        ({"topic": "nothing"}, ""),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(
    client: FlaskClient, session: Session, changed: dict[str, str], said: str
) -> None:
    page = client.post(ADDRESS, data=ENTERED | changed)

    assert page.status_code == 422
    assert said in text_of(page)
    assert "field__error" in page.text
    if "email" not in changed:
        assert 'value="hanako@example.jp"' in page.text
    assert alerts(session) == []


def test_a_slip_in_the_address_is_asked_about(client: FlaskClient, session: Session) -> None:
    page = client.post(ADDRESS, data=ENTERED | {"email": "hanako@gmial.com"})

    assert "hanako@gmail.com" in page.text
    assert alerts(session) == []


def test_where_a_seminar_takes_people_it_is_shown_and_no_address_is_kept(
    client: FlaskClient, session: Session
) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session), place="23"))
    page = client.post(ADDRESS, data=ENTERED)

    assert f"/seminars/{seminar.public_id}" in page.text
    assert "残席のあるセミナーがあります" in text_of(page)
    assert alerts(session) == []


def test_too_many_open_alerts_of_one_address_are_refused_with_the_reason(
    client: FlaskClient, session: Session
) -> None:
    for number in range(1, MOST_OPEN + 1):
        make_alert(session, email=ENTERED["email"], place=f"{number + 23:02}")
    page = client.post(ADDRESS, data=ENTERED)

    assert page.status_code == 409
    assert "これ以上お知らせを申し込めません" in text_of(page)
    assert 'value="hanako@example.jp"' in page.text


def test_alerts_are_asked_for_so_often_and_no_more(client: FlaskClient, session: Session) -> None:
    for number in range(ASKED_PER_WINDOW):
        entered = ENTERED | {"email": f"person{number}@example.jp"}
        assert client.post(ADDRESS, data=entered).status_code == 303
    refused = client.post(ADDRESS, data=ENTERED)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert 'value="hanako@example.jp"' in refused.text
    assert len(alerts(session)) == ASKED_PER_WINDOW


def test_a_link_that_nobody_made_or_that_was_revoked_opens_nothing(
    client: FlaskClient, session: Session
) -> None:
    alert = make_alert(session)
    token = make_link(session, LinkPurpose.ALERT, alert.id, now=NOW)
    assert client.get(f"/alerts/{token}").status_code == 200

    links.revoke_all(session, LinkPurpose.ALERT, alert.id, now=NOW)
    session.commit()
    assert client.get(f"/alerts/{token}").status_code == 410
    assert client.get("/alerts/nothing").status_code == 404
    assert client.post("/alerts/nothing").status_code == 404


def test_addresses_take_only_what_they_are_for(client: FlaskClient) -> None:
    assert client.post("/alerts/new/sent").status_code == 405
    assert client.put(ADDRESS).status_code == 405


def test_the_list_offers_it_where_nothing_has_places(client: FlaskClient, session: Session) -> None:
    tour = make_tour(session)
    make_seminar(session, make_bid(session, tour, place="13"))
    full = make_seminar(session, make_bid(session, tour, place="23", capacity=1))
    make_registration(session, full)
    link = "/alerts/new?place=23"

    assert link in client.get("/seminars?place=23").text
    assert "/alerts/new" not in client.get("/seminars").text
    assert "/alerts/new" not in client.get("/seminars?place=13").text
    assert link in client.get(f"/seminars/{full.public_id}").text


def test_a_cancelled_seminar_offers_it_and_one_that_was_held_does_not(
    client: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    for state, offered in ((SeminarState.CANCELLED, True), (SeminarState.HELD, False)):
        bid = make_bid(session, tour, place="23")
        seminar = make_seminar(session, bid, state=state, announced_at=NOW)
        page = client.get(f"/seminars/{seminar.public_id}").text
        assert ("/alerts/new?place=23" in page) is offered


def ending_path(session: Session) -> str:
    return mailed_path(session) + "/end"


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def ask_for_one(client: FlaskClient) -> None:
    """Ask as the page does, whether or not forms need their token."""
    protected = client.application.config["WTF_CSRF_ENABLED"]
    client.application.config["WTF_CSRF_ENABLED"] = False
    assert client.post(ADDRESS, data=ENTERED).status_code == 303
    client.application.config["WTF_CSRF_ENABLED"] = protected


def test_a_mail_program_ends_an_alert_with_one_press(client: FlaskClient, session: Session) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    ask_for_one(client)

    answer = client.post(ending_path(session), data=ONE_CLICK)

    assert answer.status_code == 200
    assert [each.state for each in alerts(session)] == [AlertState.ENDED]
    assert client.post(ending_path(session), data=ONE_CLICK).status_code == 200


def test_whoever_opens_that_address_ends_nothing(client: FlaskClient, session: Session) -> None:
    ask_for_one(client)

    answer = client.get(ending_path(session))

    assert answer.status_code == 303
    assert answer.headers["Location"] == mailed_path(session)
    assert [each.state for each in alerts(session)] == [AlertState.ASKED]


def test_a_post_that_says_something_else_ends_nothing(
    client: FlaskClient, session: Session
) -> None:
    ask_for_one(client)

    assert client.post(ending_path(session), data={"x": "y"}).status_code == 400
    assert [each.state for each in alerts(session)] == [AlertState.ASKED]
    assert client.post("/alerts/made-up/end", data=ONE_CLICK).status_code == 404
    assert client.put(ending_path(session)).status_code == 405
