"""New links for hosts, advisers and participants: by their own page, or in place of a dead one."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.web.link_renewals import ASKED_PER_WINDOW
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.public.conftest import text_of

PREFIXES = {
    LinkPurpose.BID: "/bids",
    LinkPurpose.ADVISER: "/adviser",
    LinkPurpose.REGISTRATION: "/registrations",
}
SENT = "メールアドレスに、新しいリンクをお送りしました"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture(params=PREFIXES, ids=str)
def purpose(request: pytest.FixtureRequest) -> LinkPurpose:
    found: LinkPurpose = request.param
    return found


@pytest.fixture
def token(session: Session, purpose: LinkPurpose) -> str:
    """A link to a page that works."""
    bid = make_bid(session, make_tour(session))
    subjects = {
        LinkPurpose.BID: bid.id,
        LinkPurpose.ADVISER: make_adviser(session).id,
        LinkPurpose.REGISTRATION: make_registration(session, make_seminar(session, bid)).id,
    }
    session.commit()
    return make_link(session, purpose, subjects[purpose], now=NOW)


@pytest.fixture
def dead(session: Session, purpose: LinkPurpose, token: str) -> str:
    """The same, revoked."""
    subject = links.subject_of(session, purpose, token)
    links.revoke_all(session, purpose, subject, now=NOW)
    session.commit()
    return token


def button_to(page: str, ending: str) -> str | None:
    """Where a button of a page leads whose address ends so."""
    for form in BeautifulSoup(page, "html.parser").select("main form[method=post]"):
        if str(form["action"]).endswith(ending):
            return str(form["action"])
    return None


def mails(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Message.body)))


def test_the_own_page_has_a_button_that_sends_a_new_link_and_ends_the_present_one(
    client: FlaskClient, session: Session, purpose: LinkPurpose, token: str
) -> None:
    page = f"{PREFIXES[purpose]}/{token}"
    button = button_to(client.get(page).text, "/link")
    assert button == f"{page}/link"

    answer = client.post(button, follow_redirects=True)

    assert SENT in text_of(answer)
    [mail] = mails(session)
    assert f"{PREFIXES[purpose]}/" in mail
    assert client.get(page).status_code == 410
    assert not any(word in answer.text for word in mail.split() if PREFIXES[purpose] in word)


def test_pressed_twice_it_sends_one_mail(
    client: FlaskClient, session: Session, purpose: LinkPurpose, token: str
) -> None:
    address = f"{PREFIXES[purpose]}/{token}/link"

    assert [client.post(address).status_code for _ in range(2)] == [303, 410]
    assert len(mails(session)) == 1


def test_a_link_that_works_no_more_says_what_to_do(
    client: FlaskClient, session: Session, purpose: LinkPurpose, dead: str
) -> None:
    gone = client.get(f"{PREFIXES[purpose]}/{dead}")
    assert gone.status_code == 410
    assert "最新のメール" in text_of(gone)
    assert "office@example.jp" in text_of(gone)
    button = button_to(gone.text, "/new")
    assert button is not None

    answer = client.post(button, follow_redirects=True)

    assert SENT in text_of(answer)
    assert len(mails(session)) == 1


def test_an_expired_link_says_the_same(
    client: FlaskClient, session: Session, purpose: LinkPurpose, token: str
) -> None:
    subject = links.subject_of(session, purpose, token)
    old = links.mint(session, purpose, subject, now=NOW, expires_at=NOW)
    session.commit()

    gone = client.get(f"/en{PREFIXES[purpose]}/{old}")

    assert gone.status_code == 410
    assert "has expired" in text_of(gone)
    assert button_to(gone.text, f"/links/{old}/new")


def test_asking_with_a_made_up_link_gets_the_same_answer_and_sends_nothing(
    client: FlaskClient, session: Session
) -> None:
    answer = client.post("/links/made-up/new", follow_redirects=True)

    assert SENT in text_of(answer)
    assert mails(session) == []


def test_only_a_button_sends_a_link(client: FlaskClient, purpose: LinkPurpose, token: str) -> None:
    assert client.get(f"{PREFIXES[purpose]}/{token}/link").status_code == 405
    assert client.get(f"/links/{token}/new").status_code == 405


def test_links_are_asked_for_so_often_and_no_more(client: FlaskClient) -> None:
    for _ in range(ASKED_PER_WINDOW):
        assert client.post("/links/made-up/new").status_code == 303

    assert client.post("/links/made-up/new").status_code == 429


FEEDS = {
    LinkPurpose.BID: LinkPurpose.HOST_FEED,
    LinkPurpose.ADVISER: LinkPurpose.ADVISER_FEED,
    LinkPurpose.REGISTRATION: LinkPurpose.REGISTRATION_FEED,
}


@pytest.fixture
def open_feed(session: Session, purpose: LinkPurpose, token: str) -> str:
    """The address of a calendar of whoever has the page."""
    subject = links.subject_of(session, purpose, token)
    session.rollback()
    feed = make_link(session, FEEDS[purpose], subject, now=NOW)
    kinds = {"bids": "hosts", "adviser": "advisers", "registrations": "registrations"}
    return f"/feeds/{kinds[PREFIXES[purpose].strip('/')]}/{feed}.ics"


def test_an_owner_sees_and_revokes_the_addresses_of_the_calendar_and_keeps_the_page(
    client: FlaskClient, purpose: LinkPurpose, token: str, open_feed: str
) -> None:
    page = f"/en{PREFIXES[purpose]}/{token}"
    assert "Not used yet." in text_of(client.get(page))
    assert client.get(open_feed).status_code == 200
    shown = client.get(page)
    assert "1 address of your calendar works." in text_of(shown)
    assert "Last used: Mon 1 Jun 2026." in text_of(shown)

    pressed = client.post(button_to(shown.text, "/feed/revoke") or "")

    assert pressed.status_code == 303
    assert client.get(open_feed).status_code == 410
    after = client.get(page)
    assert after.status_code == 200
    assert "Earlier addresses of your calendar have been revoked." in text_of(after)
    assert button_to(after.text, "/feed/revoke") is None
    anew = client.post(
        button_to(after.text, "/feed#calendar") or button_to(after.text, "/feed") or ""
    )
    assert "1 address of your calendar works." in text_of(anew)


def test_revoking_calendar_addresses_twice_does_nothing_more(
    client: FlaskClient, purpose: LinkPurpose, token: str, open_feed: str
) -> None:
    address = f"{PREFIXES[purpose]}/{token}/feed/revoke"

    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 303
    assert client.get(open_feed).status_code == 410
    assert client.get(address).status_code == 405


def test_a_link_that_works_no_more_revokes_no_calendar(
    client: FlaskClient, purpose: LinkPurpose, open_feed: str, dead: str
) -> None:
    assert client.post(f"{PREFIXES[purpose]}/{dead}/feed/revoke").status_code == 410
    assert client.get(open_feed).status_code == 200
