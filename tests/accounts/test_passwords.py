"""Passwords that are chosen behind a link."""

import re
import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts import passwords
from seminar_service.accounts.model import RoleName, User
from seminar_service.accounts.services import EmailMalformed
from seminar_service.domain.errors import LinkExpired, LinkRevoked, LinkUnknown
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from tests.factories import OFFICE
from tests.web.accounts.support import MakeAccount


@pytest.fixture
def clerk(make_account: MakeAccount) -> User:
    """Somebody who has forgotten the password."""
    return make_account(RoleName.CLERK, "sato@example.jp")


def asked(session: Session, email: str, now: datetime) -> str:
    """The token that comes by mail to who asks."""
    passwords.forgotten(session, email, office=OFFICE, now=now)
    mail = session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert mail is not None
    found = re.search(r"/organiser/password/(\S+)", mail.body)
    assert found is not None
    return found[1]


def test_the_link_sets_the_password_once_and_ends_sessions(
    session: Session, clerk: User, now: datetime
) -> None:
    token, before = asked(session, "SATO@example.jp", now), clerk.fs_uniquifier

    passwords.choose(session, token, "new hash", office=OFFICE, now=now)

    assert (clerk.password, clerk.fs_uniquifier == before) == ("new hash", False)
    with pytest.raises(LinkRevoked):
        passwords.choose(session, token, "another hash", office=OFFICE, now=now)
    kinds = list(session.scalars(select(HistoryLine.kind).order_by(HistoryLine.id)))
    assert kinds == [HistoryKind.PASSWORD_LINK_SENT, HistoryKind.PASSWORD_CHANGED]


@pytest.mark.parametrize(
    ("minutes", "is_good"), [(0, True), (59, True), (60, False), (61, False), (60 * 24, False)]
)
def test_the_link_works_for_an_hour(
    session: Session, clerk: User, now: datetime, minutes: int, is_good: bool
) -> None:
    token = asked(session, clerk.email, now)
    later = now + timedelta(minutes=minutes)

    if is_good:
        assert passwords.account_behind(session, token, now=later).id == clerk.id
    else:
        with pytest.raises(LinkExpired):
            passwords.account_behind(session, token, now=later)


def test_an_invitation_works_for_a_week(session: Session, clerk: User, now: datetime) -> None:
    clerk.password = None
    session.commit()
    token = asked(session, clerk.email, now)

    six_days, eight_days = now + timedelta(days=6), now + timedelta(days=8)
    assert passwords.account_behind(session, token, now=six_days).id == clerk.id
    with pytest.raises(LinkExpired):
        passwords.account_behind(session, token, now=eight_days)


def test_a_newer_link_makes_the_earlier_one_worthless(
    session: Session, clerk: User, now: datetime
) -> None:
    earlier, newer = asked(session, clerk.email, now), asked(session, clerk.email, now)

    with pytest.raises(LinkRevoked):
        passwords.account_behind(session, earlier, now=now)
    assert passwords.account_behind(session, newer, now=now).id == clerk.id


@pytest.mark.parametrize("address", ["nobody@example.jp", "closed@example.jp"])
def test_nothing_is_sent_to_strangers_and_closed_accounts(
    session: Session, make_account: MakeAccount, now: datetime, address: str
) -> None:
    make_account(RoleName.CLERK, "closed@example.jp").active = False
    session.commit()

    passwords.forgotten(session, address, office=OFFICE, now=now)

    assert list(session.scalars(select(Message))) == []


def test_what_is_no_address_is_said_to_be_none(session: Session, now: datetime) -> None:
    with pytest.raises(EmailMalformed):
        passwords.forgotten(session, "sato", office=OFFICE, now=now)


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "A" * 5000])
def test_an_invented_link_opens_nothing(
    session: Session, clerk: User, now: datetime, token: str
) -> None:
    asked(session, clerk.email, now)

    with pytest.raises(LinkUnknown):
        passwords.account_behind(session, token, now=now)


def test_of_two_who_use_a_link_at_once_one_sets_the_password(
    app: Flask, session: Session, clerk: User, now: datetime
) -> None:
    token = asked(session, clerk.email, now)
    start, outcomes = threading.Barrier(2), []

    def choose(password_hash: str) -> None:
        with app.app_context():
            start.wait()
            try:
                passwords.choose(db.session(), token, password_hash, office=OFFICE, now=now)
            except LinkRevoked:
                outcomes.append("refused")
            else:
                outcomes.append(password_hash)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=choose, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    session.rollback()
    assert sorted(outcomes) == sorted(["refused", str(clerk.password)])
