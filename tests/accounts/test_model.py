"""Accounts, passkeys and sessions: what their tables refuse, and what goes with an account."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Passkey, Role, StaffSession, user_role
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction
from tests.accounts.support import make_member, make_passkey, make_session
from tests.constraints import FOREIGN_KEY, refused, unique
from tests.factories import NOW, make_user


@pytest.mark.parametrize("column", ["email", "fs_uniquifier", "fs_webauthn_user_handle"])
def test_what_tells_accounts_apart_is_that_of_one(sqlite_session: Session, column: str) -> None:
    make_user(sqlite_session, **{column: "the same"})

    with refused(sqlite_session, unique(f"user.{column}")):
        make_user(sqlite_session, **{column: "the same"})


def test_many_accounts_have_no_passkeys(sqlite_session: Session) -> None:
    for _ in range(2):
        assert make_user(sqlite_session, fs_webauthn_user_handle=None).id


def test_a_role_is_there_once(sqlite_session: Session) -> None:
    sqlite_session.add(Role(name="clerk"))
    sqlite_session.commit()

    with refused(sqlite_session, unique("role.name")):
        sqlite_session.add(Role(name="clerk"))


def test_a_passkey_and_a_token_belong_to_one_account(sqlite_session: Session) -> None:
    first, second = make_member(sqlite_session), make_member(sqlite_session)
    first.webauthn.append(make_passkey(NOW))
    make_session(sqlite_session, first, "token")

    with refused(sqlite_session, unique("webauthn.credential_id")):
        second.webauthn.append(make_passkey(NOW))
    with refused(sqlite_session, unique("staff_session.token_hash")):
        make_session(sqlite_session, second, "token")


def test_nobody_is_logged_in_without_an_account(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)

    with refused(sqlite_session, FOREIGN_KEY):
        sqlite_session.add(
            StaffSession(user_id=user.id + 1, token_hash="a" * 64, created_at=NOW, last_seen_at=NOW)
        )


def test_passkeys_sessions_and_roles_go_with_the_account_and_the_history_stays(
    sqlite_session: Session,
) -> None:
    gone, stays = make_member(sqlite_session), make_member(sqlite_session)
    for user in (gone, stays):
        user.webauthn.append(make_passkey(NOW, credential_id=user.email.encode()))
        make_session(sqlite_session, user, user.email)
        actor = Actor(ActorKind.ORGANISER, user_id=user.id)
        with transaction(sqlite_session):
            subject = history.account(user.id)
            history.record(sqlite_session, HistoryKind.LOGGED_IN, subject, actor, NOW)

    number = gone.id
    sqlite_session.delete(gone)
    sqlite_session.commit()

    for table in (Passkey.__table__, StaffSession.__table__, user_role):
        assert sqlite_session.scalar(select(func.count()).select_from(table)) == 1
    lines = {line.subject_id: line for line in sqlite_session.scalars(select(HistoryLine))}
    assert (lines[number].user_id, lines[stays.id].user_id) == (None, stays.id)


@pytest.mark.parametrize(
    ("values", "authenticator"),
    [
        ({}, False),
        ({"tf_primary_method": "authenticator"}, False),
        ({"tf_totp_secret": "{}"}, False),
        ({"tf_primary_method": "authenticator", "tf_totp_secret": "{}"}, True),
    ],
)
def test_an_authenticator_is_set_up_once_its_secret_is_there(
    sqlite_session: Session, values: dict[str, Any], *, authenticator: bool
) -> None:
    user = make_member(sqlite_session, **values)

    assert user.has_authenticator is authenticator
    assert user.has_second_factor is authenticator


def test_a_passkey_is_a_second_factor_and_recovery_codes_are_none(sqlite_session: Session) -> None:
    user = make_member(sqlite_session, mf_recovery_codes=["a", "b"])
    without = user.has_second_factor

    user.webauthn.append(make_passkey(NOW))
    sqlite_session.commit()

    assert (without, user.has_second_factor, user.has_authenticator) == (False, True, False)


def test_a_recovery_code_that_is_taken_out_is_gone(sqlite_session: Session) -> None:
    user = make_member(sqlite_session, mf_recovery_codes=["a", "b"])
    codes = user.mf_recovery_codes
    assert codes is not None

    codes.remove("a")
    sqlite_session.commit()
    sqlite_session.expire_all()

    assert user.mf_recovery_codes == ["b"]
