"""Choosing when to be told what hosts and advisers have done."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, User
from tests.web.editing.browsers import form_of

PAGE = "/en/organiser/account/bulletins"
ACCOUNT = "/en/organiser/account"


def own(session: Session) -> User:
    session.rollback()
    return session.scalars(select(User)).one()


def test_a_choice_is_saved_and_said_on_the_account(viewer: FlaskClient, session: Session) -> None:
    assert "You are not told by email" in viewer.get(ACCOUNT).text
    sent = form_of(viewer.get(PAGE).text) | {"bulletin": ["daily"]}

    answer = viewer.post(PAGE, data=sent)

    assert (answer.status_code, answer.location) == (303, ACCOUNT)
    assert own(session).bulletin is BulletinChoice.DAILY
    assert "You are told once a day" in viewer.get(ACCOUNT).text


@pytest.mark.parametrize("chosen", [[], ["hourly"]])
def test_something_that_is_no_choice_is_refused(
    viewer: FlaskClient, session: Session, chosen: list[str]
) -> None:
    sent = form_of(viewer.get(PAGE).text) | {"bulletin": chosen}

    answer = viewer.post(PAGE, data=sent)

    assert answer.status_code == 422
    assert "Error: " in answer.text
    assert own(session).bulletin is BulletinChoice.NONE


def test_an_account_that_was_changed_meanwhile_shows_both(
    viewer: FlaskClient, session: Session
) -> None:
    sent = form_of(viewer.get(PAGE).text) | {"bulletin": ["daily"]}
    viewer.post(PAGE, data=form_of(viewer.get(PAGE).text) | {"bulletin": ["at_once"]})

    answer = viewer.post(PAGE, data=sent)

    assert answer.status_code == 409
    assert "You and somebody else both changed this." in answer.text
    assert own(session).bulletin is BulletinChoice.AT_ONCE


def test_the_page_needs_an_account_and_knows_no_other_method(
    client: FlaskClient, viewer: FlaskClient
) -> None:
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE).status_code in {302, 400}
    assert viewer.delete(PAGE).status_code == 405
    assert viewer.get(f"{PAGE}/1").status_code == 404


def test_emails_about_registrations_are_chosen_and_left_again(
    viewer: FlaskClient, session: Session
) -> None:
    sent = form_of(viewer.get(PAGE).text) | {"urgent": ["y"], "digest": ["y"]}
    viewer.post(PAGE, data=sent)
    assert own(session).urgent_since is not None
    assert own(session).digest_since is not None
    assert "at once by email what is urgent about registrations" in viewer.get(ACCOUNT).text
    assert "how many registrations there were" in viewer.get(ACCOUNT).text

    form = form_of(viewer.get(PAGE).text)
    assert (form["urgent"], form["digest"]) == (["y"], ["y"])
    viewer.post(PAGE, data={name: form[name] for name in form if name != "urgent"})
    assert own(session).urgent_since is None
    assert own(session).digest_since is not None
