"""Accounts as an administrator looks after them."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import SecretLink
from seminar_service.accounts import staff
from seminar_service.accounts.administrators import LastAdministrator
from seminar_service.accounts.model import Passkey, RoleName, User
from seminar_service.accounts.services import AccountExists, EmailMalformed
from seminar_service.accounts.staff import AccountClosed, OwnRole, StaffDetails
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from tests.accounts.support import make_passkey
from tests.factories import OFFICE
from tests.web.accounts.support import MakeAccount

CLERK = StaffDetails(name="佐藤 一郎", role=RoleName.CLERK, locale="ja")


@pytest.fixture
def administrator(make_account: MakeAccount) -> User:
    """The one open administrator."""
    return make_account(RoleName.ADMIN, "admin@example.jp")


def circumstances(actor: User, now: datetime) -> dict[str, Any]:
    return {
        "actor": Actor(ActorKind.ORGANISER, user_id=actor.id),
        "office": OFFICE,
        "now": now,
    }


def kinds(session: Session) -> list[str]:
    """What the history holds, the oldest first."""
    return list(session.scalars(select(HistoryLine.kind).order_by(HistoryLine.id)))


def mails(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def test_an_invitation_makes_an_account_without_a_password_and_sends_a_link(
    session: Session, administrator: User, now: datetime
) -> None:
    number = staff.invite(session, "Sato@Example.JP", CLERK, **circumstances(administrator, now))

    user = session.get_one(User, number)
    assert (user.email, user.name, user.password) == ("sato@example.jp", "佐藤 一郎", None)
    assert [role.name for role in user.roles] == ["clerk"]
    [mail] = mails(session)
    assert (mail.kind, mail.recipient, mail.locale) == ("account_invited", user.email, "ja")
    assert "https://seminar.example.jp/organiser/password/" in mail.body
    assert kinds(session) == [HistoryKind.ACCOUNT_ADDED]


@pytest.mark.parametrize("again", ["sato@example.jp", "SATO@example.jp", "sato@EXAMPLE.jp"])
def test_an_address_that_exists_is_refused_however_it_is_written(
    session: Session, administrator: User, now: datetime, again: str
) -> None:
    number = staff.invite(session, "sato@example.jp", CLERK, **circumstances(administrator, now))
    staff.close(session, number, **circumstances(administrator, now))

    with pytest.raises(AccountExists):
        staff.invite(session, again, CLERK, **circumstances(administrator, now))


@pytest.mark.parametrize("address", ["", "sato", "sato@", "a b@example.jp"])
def test_what_is_no_address_is_refused(
    session: Session, administrator: User, now: datetime, address: str
) -> None:
    with pytest.raises(EmailMalformed):
        staff.invite(session, address, CLERK, **circumstances(administrator, now))


def test_a_new_role_ends_sessions_is_written_down_and_told(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.VIEWER, "sato@example.jp")
    before = user.fs_uniquifier

    staff.change(session, user.id, CLERK, version=None, **circumstances(administrator, now))

    assert [role.name for role in user.roles] == ["clerk"]
    assert user.fs_uniquifier != before
    rights = HistoryLine.kind == HistoryKind.RIGHTS_CHANGED.value
    [line] = session.scalars(select(HistoryLine).where(rights))
    assert line.kind == HistoryKind.RIGHTS_CHANGED
    assert line.data == {"before": ["viewer"], "after": ["clerk"]}
    [mail] = mails(session)
    assert "受付担当" in mail.body


def test_a_new_name_alone_ends_and_tells_nothing(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    before = user.fs_uniquifier

    staff.change(session, user.id, CLERK, version=None, **circumstances(administrator, now))

    assert (user.name, user.fs_uniquifier) == ("佐藤 一郎", before)
    assert mails(session) == []


def test_nobody_changes_the_own_role_or_closes_the_own_account(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    make_account(RoleName.ADMIN, "other@example.jp")

    with pytest.raises(OwnRole):
        staff.change(
            session, administrator.id, CLERK, version=None, **circumstances(administrator, now)
        )
    with pytest.raises(OwnRole):
        staff.close(session, administrator.id, **circumstances(administrator, now))


def test_ones_own_name_may_be_changed(session: Session, administrator: User, now: datetime) -> None:
    details = StaffDetails(name="管理 花子", role=RoleName.ADMIN, locale="en")

    staff.change(
        session, administrator.id, details, version=None, **circumstances(administrator, now)
    )

    assert (administrator.name, administrator.locale) == ("管理 花子", "en")


def test_the_last_open_administrator_is_neither_lowered_nor_closed(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    other = make_account(RoleName.ADMIN, "other@example.jp")
    staff.close(session, other.id, **circumstances(administrator, now))

    with pytest.raises(LastAdministrator):
        staff.change(session, administrator.id, CLERK, version=None, **circumstances(other, now))
    with pytest.raises(LastAdministrator):
        staff.close(session, administrator.id, **circumstances(other, now))
    session.expire_all()
    assert administrator.active
    assert [role.name for role in administrator.roles] == ["admin"]


@pytest.mark.parametrize("how", ["close", "lower"])
def test_two_administrators_who_take_each_other_away_leave_one(
    app: Flask, make_account: MakeAccount, now: datetime, how: str
) -> None:
    first = make_account(RoleName.ADMIN, "first@example.jp").id
    second = make_account(RoleName.ADMIN, "second@example.jp").id
    start, outcomes = threading.Barrier(2), []

    def take_away(whom: int, by: int) -> None:
        with app.app_context():
            session = db.session()
            actor = Actor(ActorKind.ORGANISER, user_id=by)
            start.wait()
            try:
                if how == "close":
                    staff.close(session, whom, actor=actor, office=OFFICE, now=now)
                else:
                    staff.change(
                        session, whom, CLERK, version=None, actor=actor, office=OFFICE, now=now
                    )
            except LastAdministrator:
                outcomes.append("refused")
            else:
                outcomes.append("done")
            finally:
                db.session.remove()

    threads = [
        threading.Thread(target=take_away, args=(second, first)),
        threading.Thread(target=take_away, args=(first, second)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "refused"]
    db.session.rollback()
    users = db.session.scalars(select(User).where(User.active))
    assert len([user for user in users if user.roles[0].name == "admin"]) == 1


def test_closing_ends_sessions_and_links_and_opening_gives_the_account_back(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    staff.send_link(session, user.id, **circumstances(administrator, now))
    before = user.fs_uniquifier

    staff.close(session, user.id, **circumstances(administrator, now))

    assert (user.active, user.fs_uniquifier == before) == (False, False)
    assert not list(session.scalars(select(SecretLink).where(SecretLink.revoked_at.is_(None))))

    staff.reopen(session, user.id, **circumstances(administrator, now))

    assert user.active
    assert user.password is not None
    assert kinds(session) == [
        HistoryKind.PASSWORD_LINK_SENT,
        HistoryKind.ACCOUNT_CLOSED,
        HistoryKind.ACCOUNT_OPENED,
    ]


def test_closing_and_opening_twice_is_once(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    for _ in range(2):
        staff.close(session, user.id, **circumstances(administrator, now))
    for _ in range(2):
        staff.reopen(session, user.id, **circumstances(administrator, now))

    assert kinds(session) == [HistoryKind.ACCOUNT_CLOSED, HistoryKind.ACCOUNT_OPENED]
    assert len(mails(session)) == 2


def test_who_has_no_password_yet_is_invited_again_and_others_get_a_short_link(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    invited = staff.invite(session, "sato@example.jp", CLERK, **circumstances(administrator, now))
    settled = make_account(RoleName.CLERK, "suzuki@example.jp")

    staff.send_link(session, invited, **circumstances(administrator, now))
    staff.send_link(session, settled.id, **circumstances(administrator, now))

    assert [mail.kind for mail in mails(session)] == [
        "account_invited",
        "account_invited",
        "account_password",
    ]
    valid = session.scalars(select(SecretLink).where(SecretLink.revoked_at.is_(None)))
    assert sorted(link.subject_id for link in valid) == sorted([invited, settled.id])


def test_a_closed_account_gets_no_link(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    staff.close(session, user.id, **circumstances(administrator, now))

    with pytest.raises(AccountClosed):
        staff.send_link(session, user.id, **circumstances(administrator, now))


def test_resetting_factors_removes_all_of_them_and_ends_sessions(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
    user.mf_recovery_codes = ["a", "b"]
    user.webauthn.append(make_passkey(now))
    session.commit()
    before = user.fs_uniquifier

    staff.reset_factors(session, user.id, **circumstances(administrator, now))

    assert not user.has_second_factor
    assert not user.mf_recovery_codes
    assert user.fs_uniquifier != before
    assert list(session.scalars(select(Passkey))) == []
    assert kinds(session) == [HistoryKind.SECOND_FACTOR_RESET]
    assert mails(session)[0].kind == "account_changed"


def test_logging_out_everywhere_ends_sessions(
    session: Session, administrator: User, make_account: MakeAccount, now: datetime
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    before = user.fs_uniquifier

    staff.log_out_everywhere(session, user.id, **circumstances(administrator, now))

    assert user.fs_uniquifier != before


@pytest.mark.parametrize(
    "use_case",
    [staff.close, staff.reopen, staff.send_link, staff.log_out_everywhere, staff.reset_factors],
)
def test_an_account_that_is_not_there_is_said_to_be_missing(
    session: Session, administrator: User, now: datetime, use_case: Callable[..., None]
) -> None:
    with pytest.raises(NotFound):
        use_case(session, 999_999, **circumstances(administrator, now))
